/** Keeps changes on this device (IndexedDB), so that they outlive a crash or a closed page. */
export async function openStore(attempt) {
    const request = indexedDB.open("avicenna", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("change", { keyPath: "id" }).createIndex("attempt", "attempt");
    const database = await done(request);
    const changes = (mode) => database.transaction("change", mode).objectStore("change");
    return {
        put: (change) => done(changes("readwrite").put({ ...change, attempt })),
        remove: (id) => done(changes("readwrite").delete(id)),
        all: async () => {
            const found = await done(changes("readonly").index("attempt").getAll(attempt));
            return found.sort((first, second) => first.sequence - second.sequence);
        },
    };
}

/** In memory alone, for browsers that refuse: `all` is always empty after a restart. */
export function memoryStore() {
    return { put: async () => {}, remove: async () => {}, all: async () => [] };
}

function done(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

/**
 * A number that grows with every change of this device, over restarts too. It is at least `floor`, the server's time
 * in ms, so that it also grows over changes that came by plain forms in between.
 */
export function nextSequence(attempt, floor) {
    const key = `avicenna.sequence.${attempt}`;
    const next = Math.max((Number(remembered(key)) || 0) + 1, Math.floor(floor));
    remember(key, String(next));
    return next;
}

const forgetful = new Map();

export function remembered(key) {
    try {
        return localStorage.getItem(key) ?? forgetful.get(key) ?? null;
    } catch {
        return forgetful.get(key) ?? null;
    }
}

export function remember(key, value) {
    forgetful.set(key, value);
    try {
        localStorage.setItem(key, value);
    } catch {
        // A full or refused storage only forgets comforts: struck options, the hidden clock.
    }
}
