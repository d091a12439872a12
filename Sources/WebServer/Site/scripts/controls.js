let loading = null;

/** Loads the scripts of rare controls once; a page that has none of them never does. */
export function loadControls() {
    loading ??= import(modules.controls).catch((fault) => {
        // Asked again with the next question: the fields work without it.
        loading = null;
        throw fault;
    });
    return loading;
}
