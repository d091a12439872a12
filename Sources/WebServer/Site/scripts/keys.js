/** Whether the modifier of this platform is held: Alt; Alt+Shift in Firefox, whose Alt opens menus; Ctrl+Option on a Mac. */
export function holdsModifier(event, agent) {
    const isMac = /Mac/.test(agent);
    const isMenuFirefox = /Firefox/.test(agent) && !isMac;
    return event.altKey && !event.metaKey && event.ctrlKey === isMac && event.shiftKey === isMenuFirefox;
}

/** The action that a key means, or null. `letters` are on by the person's wish; `typing` means a field has the focus. */
export function actionOf(event, agent, { letters, typing }) {
    if (event.key === "Escape") return "close";
    if (holdsModifier(event, agent)) {
        const actions = { KeyN: "next", KeyP: "previous", KeyR: "review", KeyF: "flag", KeyT: "time", KeyM: "messages", KeyL: "resources" };
        return actions[event.code] ?? null;
    }
    if (!letters || typing || event.altKey || event.ctrlKey || event.metaKey) return null;
    if (/^[1-9]$/.test(event.key)) return `choose:${Number(event.key) - 1}`;
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
    if (!letter) return null;
    if (!event.shiftKey && "NPF".includes(letter)) return { N: "next", P: "previous", F: "flag" }[letter];
    return `${event.shiftKey ? "strike" : "choose"}:${letter.charCodeAt(0) - 65}`;
}
