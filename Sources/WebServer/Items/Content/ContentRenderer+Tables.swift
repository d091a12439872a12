import Assessment

/// Tables scroll inside their own box; numbers in them run from left to right.
extension ContentRenderer {
    func write(_ table: ContentTable, under heading: String, into pieces: inout [ItemFragment.Piece]) {
        openTable(caption: table.caption, under: heading, into: &pieces)
        if !table.header.isEmpty {
            pieces.append("<thead><tr>" as SafeHTML)
            for cell in table.header {
                let tag: SafeHTML = cell.plainText.isEmpty ? "<td>" : "<th scope=\"col\">"
                wrap(self.pieces(of: cell), tag, cell.plainText.isEmpty ? "</td>" : "</th>", into: &pieces)
            }
            pieces.append("</tr></thead>" as SafeHTML)
        }
        pieces.append("<tbody>" as SafeHTML)
        for row in table.rows {
            pieces.append("<tr>" as SafeHTML)
            for cell in row {
                // Left-to-right isolate and its end: characters, since what a cell says changes no markup.
                let isNumeric = Self.isNumeric(cell.plainText)
                wrap(
                    self.pieces(of: cell),
                    isNumeric ? "<td>\u{2066}" : "<td>",
                    isNumeric ? "\u{2069}</td>" : "</td>",
                    into: &pieces
                )
            }
            pieces.append("</tr>" as SafeHTML)
        }
        pieces.append("</tbody></table></div>" as SafeHTML)
    }

    func write(_ table: ResultsTable, under heading: String, into pieces: inout [ItemFragment.Piece]) {
        openTable(caption: table.caption, under: heading, into: &pieces)
        let (name, result) = (texts("results.name"), texts("results.result"))
        pieces.append(
            """
            <thead><tr><th scope="col"><span class="unseen">\(name)</span></th><th scope="col">\(result)</th>\
            <th scope="col">\(texts("results.reference"))</th></tr></thead><tbody>
            """ as SafeHTML
        )
        for row in table.rows {
            let value = row.unit.isEmpty ? row.value : "\(row.value)\u{A0}\(row.unit)"
            pieces.append(
                """
                <tr><th scope="row">\(row.name)</th><td><bdi class="value" dir="ltr">\(value)</bdi>\(flag(row.flag))</td>\
                <td><bdi class="value" dir="ltr">\(row.reference)</bdi></td></tr>
                """ as SafeHTML
            )
        }
        pieces.append("</tbody></table></div>" as SafeHTML)
    }

    /// A caption that only repeats the heading right above it is there for those who hear the page.
    private func openTable(caption: [Inline], under heading: String, into pieces: inout [ItemFragment.Piece]) {
        let name = caption.isEmpty ? texts("content.table") : caption.plainText
        pieces.append(
            "<div class=\"table-box\" role=\"group\" tabindex=\"0\" aria-label=\"\(name)\"><table>" as SafeHTML
        )
        guard !caption.isEmpty else { return }
        let open: SafeHTML = caption.plainText == heading ? "<caption class=\"unseen\">" : "<caption>"
        wrap(self.pieces(of: caption), open, "</caption>", into: &pieces)
    }

    private func flag(_ flag: ResultsTable.Flag) -> SafeHTML {
        switch flag {
        case .none: ""
        case .low:
            " <span class=\"off\"><span aria-hidden=\"true\">↓</span><span class=\"unseen\">\(texts("results.low"))</span></span>"
        case .high:
            " <span class=\"off\"><span aria-hidden=\"true\">↑</span><span class=\"unseen\">\(texts("results.high"))</span></span>"
        }
    }

    /// Whether a cell holds a number, range, limit or unit: in a right-to-left page its sides would change places.
    private static func isNumeric(_ text: String) -> Bool {
        let arabicAndHebrew: ClosedRange<Unicode.Scalar> = "\u{590}"..."\u{8FF}"
        return text.unicodeScalars.contains { $0.properties.numericType != nil }
            && !text.unicodeScalars.contains { arabicAndHebrew.contains($0) && $0.properties.isAlphabetic }
    }
}
