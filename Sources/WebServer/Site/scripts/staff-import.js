/** Follows the reading of a file: shows how far it is, and the plan once it is there. */
const askEvery = 2000;

/** Swaps the words and the bar, which nobody can hold the focus in, and tells no one aloud. */
export function followImport(root) {
    setTimeout(async () => {
        try {
            const path = root.dataset.making;
            const response = document.hidden ? null : await fetch(path, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(8000) });
            if (response?.ok) {
                const page = new DOMParser().parseFromString(await response.text(), "text/html");
                const fresh = page.querySelector("[data-making]");
                if (!fresh) return location.replace(path);
                root.replaceChildren(...fresh.childNodes);
            }
        } catch {
            // The next time may go better; the bar stands still meanwhile.
        }
        return followImport(root);
    }, askEvery);
}

for (const root of document.querySelectorAll("[data-making]")) followImport(root);
