import Assessment
import Foundation

/// A paper, its sealed form and key, a sitting and a resource pack of format 1 as they were stored; never edited.
enum StoredSitting {
    static let paper = #"""
        {
          "format": 1, "id": "paper-1", "title": "Paper A", "language": "en-GB",
          "instructions": [{"type": "paragraph", "inlines": ["Answer all."]}],
          "sections": [
            {"title": "One", "shuffle": true, "entries": [
              {"item": "a", "version": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}
            ]},
            {"title": "", "shuffle": false, "entries": []}
          ]
        }
        """#

    static let form = #"""
        {
          "format": 1, "paper": "paper-1", "title": "Paper A", "language": "en-GB",
          "instructions": [{"type": "paragraph", "inlines": ["Answer all."]}],
          "sections": [{"title": "One", "shuffle": true, "positions": [
            {"language": "en-GB", "body": [{"type": "interaction", "response": "R"}], "interactions": [
              {"type": "number", "id": "R", "prompt": [{"type": "paragraph", "inlines": ["How much?"]}],
               "units": ["mg"]}
            ]}
          ]}]
        }
        """#

    static let key = #"""
        {
          "format": 1, "form": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
          "entries": [{
            "item": "a", "version": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "kind": "numeric", "rationale": {"general": [], "options": {}}, "tags": {"content": ["renal"]},
            "scoring": [{"id": "SCORE", "response": "R", "rule": "within-tolerance", "version": 1, "marks": "2",
              "parameters": {"value": "5", "unit": "mg", "tolerance": {"mode": "absolute", "lower": "0", "upper": "0"}}
            }]
          }]
        }
        """#

    static let sitting = #"""
        {
          "format": 1, "id": "sitting-1", "title": "June", "zone": "Europe/London", "duration": 5400,
          "form": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
          "window": {"opens": 1780304400001, "closes": 1780308000999}, "practice": false,
          "resources": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "passMark": "0.595"
        }
        """#

    /// A sitting without what it need not have.
    static let practice = #"""
        {
          "format": 1, "id": "sitting-2", "title": "Try out", "zone": "UTC", "duration": 60,
          "form": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
          "window": {"opens": -1, "closes": 0}, "practice": true
        }
        """#

    static let pack = #"""
        {
          "format": 1, "id": "open-book-1", "title": "Open book", "language": "en-GB",
          "pages": [{"id": "ranges", "title": "Ranges", "blocks": [{"type": "preformatted", "text": "Na 133–146"}]}]
        }
        """#

    static func hash(_ digit: Character) -> ContentHash? { ContentHash(rawValue: String(repeating: digit, count: 64)) }
}
