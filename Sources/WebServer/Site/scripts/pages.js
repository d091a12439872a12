/**
 * Moves between the pages of an attempt without loading anew: the page is fetched, its `<main>` and its share of the
 * bar take the place of the old ones. Pages fetched before are kept, so that they open without a network.
 */
export class Pages {
    constructor({ show, fail }) {
        Object.assign(this, { show, fail });
        this.kept = new Map();
        addEventListener("popstate", () => this.go(location.href, { push: false }));
    }

    keep(url, html) {
        // What a lockpoint closes changes with every answer: it is asked for anew each time.
        if (url.endsWith("/lockpoint")) return;
        this.kept.delete(url);
        this.kept.set(url, html);
        if (this.kept.size > 120) this.kept.delete(this.kept.keys().next().value);
    }

    /** Fetches a page that may be wanted next; the server does not count it as seen. */
    async prefetch(url) {
        if (this.kept.has(url)) return;
        try {
            const response = await fetch(url, { headers: { "X-Purpose": "prefetch" }, priority: "low" });
            if (response.ok && !response.redirected) this.keep(url, await response.text());
        } catch {
            // Wanted later, it is fetched then.
        }
    }

    async go(url, { push = true } = {}) {
        const kept = this.kept.get(url);
        if (kept) {
            this.replace(url, kept, push);
            this.refresh(url);
            return;
        }
        try {
            const response = await fetch(url, { signal: AbortSignal.timeout(15000) });
            if (response.redirected || !response.ok) return location.assign(response.url);
            const html = await response.text();
            this.keep(url, html);
            this.replace(url, html, push);
        } catch {
            this.fail(url);
        }
    }

    /** Tells the server that a kept page has been seen, and keeps its newer text for the next visit. */
    async refresh(url) {
        try {
            const response = await fetch(url, { priority: "low" });
            if (response.ok && !response.redirected) this.keep(url, await response.text());
        } catch {
            // Without a network the kept page has to do.
        }
    }

    replace(url, html, push) {
        const page = new DOMParser().parseFromString(html, "text/html");
        const main = page.querySelector("main");
        if (!main?.dataset.page) return location.assign(url);
        if (push) history.pushState(null, "", url);
        document.title = page.title;
        document.querySelector("main").replaceWith(document.adoptNode(main));
        for (const id of ["place", "save"]) {
            const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
            if (old && fresh) old.replaceWith(document.adoptNode(fresh));
        }
        scrollTo({ top: 0, behavior: "instant" });
        this.show(main);
        main.querySelector("#heading")?.focus({ preventScroll: true });
    }
}
