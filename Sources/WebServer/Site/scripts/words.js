/** What the scripts say comes from the catalogue: the server puts `words` and `language` before the joined file. */
export function say(key, parameters = {}) {
    const entry = words[key] ?? "";
    const form = typeof entry === "string" ? entry : entry[new Intl.PluralRules(language).select(parameters.count)] ?? entry.other;
    return form.replace(/\{([a-z]+)\}/g, (_, name) => String(parameters[name] ?? ""));
}
