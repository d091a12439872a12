/** What the scripts say comes from the catalogue: the server puts `words` and `language` before the joined file. */
export function say(key, parameters = {}) {
    const entry = words[key] ?? "";
    const form = typeof entry === "string" ? entry : entry[new Intl.PluralRules(language).select(parameters.count)] ?? entry.other;
    return form.replace(/\{([a-z]+)\}/g, (_, name) => isolated(parameters[name] ?? ""));
}

// As the server does: in a right-to-left sentence a parameter keeps its own direction.
function isolated(value) {
    return document.documentElement.dir === "rtl" ? `\u2068${value}\u2069` : String(value);
}
