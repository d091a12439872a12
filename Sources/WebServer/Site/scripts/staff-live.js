/** Keeps the live view fresh: fetches the same page, swaps the parts that changed, and says how old they are. */
const liveEvery = 2000;

export class LiveView {
    constructor(root) {
        this.root = root;
        this.age = root.querySelector("[data-age]");
        this.said = root.querySelector("[data-said]");
        this.freshAt = performance.now();
        this.isStale = false;
        setInterval(() => this.showAge(), 1000);
        this.next();
        this.showAge();
    }

    next() {
        setTimeout(async () => {
            if (!document.hidden) await this.fetch();
            this.next();
        }, liveEvery);
    }

    async fetch() {
        try {
            const response = await fetch(location.href, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(8000) });
            if (!response.ok) return;
            const page = new DOMParser().parseFromString(await response.text(), "text/html");
            const fresh = page.querySelector("[data-live]");
            if (!fresh) return;
            for (const part of fresh.querySelectorAll("[data-part]")) this.swap(part);
            this.freshAt = performance.now();
        } catch {
            // The age goes on counting; that is what it is for.
        }
    }

    swap(fresh) {
        const old = this.root.querySelector(`[data-part="${fresh.dataset.part}"]`);
        if (!old || old.innerHTML === fresh.innerHTML) return;
        if (fresh.dataset.part === "rows") this.swapRows(old, fresh);
        else old.innerHTML = fresh.innerHTML;
    }

    /** A row that holds the focus stays where it is until the focus has left. */
    swapRows(old, fresh) {
        const known = new Map([...old.children].map((row) => [row.dataset.row, row]));
        const rows = [...fresh.children].map((row) => {
            const own = known.get(row.dataset.row);
            if (own && (own.outerHTML === row.outerHTML || own.contains(document.activeElement))) return own;
            return document.importNode(row, true);
        });
        if (old.contains(document.activeElement)) {
            for (const row of rows) known.get(row.dataset.row)?.replaceWith(row);
        } else {
            old.replaceChildren(...rows);
        }
    }

    showAge() {
        const seconds = Math.round((performance.now() - this.freshAt) / 1000);
        const isStale = seconds > 10;
        const words = isStale ? this.root.dataset.old : this.root.dataset.fresh;
        this.age.textContent = words.replace("{seconds}", seconds);
        this.age.classList.toggle("stale", isStale);
        if (isStale !== this.isStale) this.said.textContent = this.age.textContent;
        this.isStale = isStale;
    }
}

for (const root of document.querySelectorAll("[data-live]")) new LiveView(root);
