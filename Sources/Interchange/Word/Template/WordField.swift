import Foundation

/// What a labelled line of the template says.
enum WordField: Hashable {
    case id, type, title, tags, theme, options, leadIn, stem, answer, accept, reject, rationale, difficulty, marks
    case language, author, licence, reference

    /// The labels as people write them, in lower case, without accents, hyphens as blanks.
    private static let labels: [WordField: [String]] = [
        .id: ["id", "identifier", "item id", "question id"],
        .type: ["type", "question type", "item type", "typ", "fragetyp", "tipo", "نوع السؤال"],
        .title: ["title", "titel", "titre", "titulo", "العنوان"],
        .tags: ["tags", "tag", "keywords", "keyword", "categories", "category", "blueprint"],
        .theme: ["theme", "thema", "tema", "الموضوع"],
        .options: [
            "options", "option list", "list of options", "answer options", "choices", "optionen", "antwortoptionen",
            "opciones", "الخيارات",
        ],
        .leadIn: ["lead in", "leadin", "question", "frage", "pregunta", "السؤال"],
        .stem: ["stem", "vignette", "scenario", "fallvignette", "enonce", "enunciado"],
        .answer: [
            "answer", "answers", "ans", "correct answer", "correct answers", "right answer", "best answer", "correct",
            "correct option", "key", "answer key", "correct key", "antwort", "richtige antwort", "losung", "reponse",
            "bonne reponse", "respuesta", "respuesta correcta", "الاجابة", "الاجابة الصحيحة", "الجواب",
        ],
        .accept: [
            "accept", "accepted", "accept also", "also accept", "accepted answer", "accepted answers",
            "acceptable answers", "akzeptiert", "accepte", "acepta", "تقبل",
        ],
        .reject: ["reject", "rejected", "do not accept", "not accepted", "not acceptable"],
        .rationale: [
            "rationale", "explanation", "explanations", "justification", "feedback", "begrundung", "erklarung",
            "erlauterung", "explication", "explicacion", "justificacion", "التفسير", "الشرح",
        ],
        .difficulty: ["difficulty", "expected difficulty", "facility", "expected facility", "schwierigkeit"],
        .marks: ["marks", "mark", "points", "point", "score", "punkte", "puntos", "الدرجة"],
        .language: ["language", "sprache", "langue", "idioma"],
        .author: ["author", "authors", "written by", "autor", "auteur"],
        .licence: ["licence", "license", "lizenz"],
        .reference: ["reference", "references", "source", "sources", "quelle", "referencia", "المرجع"],
    ]

    private static let known: [String: WordField] = {
        var known: [String: WordField] = [:]
        for (field, labels) in labels { for label in labels { known[label] = field } }
        return known
    }()

    /// Labels long enough that one slip of the finger still means them; a slip in “accept” could make “except” of it.
    private static let forgiven: [(letters: [Character], field: WordField)] =
        known.filter { $0.key.utf8.count >= 6 && ![.accept, .reject].contains($0.value) }
        .sorted { $0.key < $1.key }.map { (Array($0.key), $0.value) }

    /// The field that `label` names; with `forgives` also when one letter is wrong, missing, too many or exchanged.
    static func named(_ label: String, forgives: Bool) -> WordField? {
        let folded = fold(label)
        if let field = known[folded] { return field }
        guard forgives, folded.count >= 5, folded.count <= 40 else { return nil }
        let letters = Array(folded)
        return forgiven.first { isOneSlip(letters, $0.letters) }?.field
    }

    private static func fold(_ label: String) -> String {
        let plain = label.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        let letters = plain.map { ["أ", "إ", "آ"].contains($0) ? "ا" : $0 == "ى" ? "ي" : $0 }
        return String(letters).split { $0.isWhitespace || $0 == "-" || $0 == "*" }.joined(separator: " ")
    }

    /// Whether one change, one letter more or less, or two neighbours exchanged turn one word into the other.
    private static func isOneSlip(_ one: [Character], _ other: [Character]) -> Bool {
        guard abs(one.count - other.count) <= 1 else { return false }
        var start = 0
        while start < min(one.count, other.count), one[start] == other[start] { start += 1 }
        var (end, otherEnd) = (one.count, other.count)
        while end > start, otherEnd > start, one[end - 1] == other[otherEnd - 1] {
            end -= 1
            otherEnd -= 1
        }
        let (left, right) = (one[start..<end], other[start..<otherEnd])
        return left.count + right.count <= 1 || (left.count == 1 && right.count == 1)
            || (left.count == 2 && right.count == 2 && left.first == right.last && left.last == right.first)
    }
}
