import Assessment
import Storage

/// Asks for a file: what was handed in, a field for another, and what it may be.
///
/// Without scripts its button sends the whole form of the question with the file, so that nothing typed beside it is
/// lost; with scripts a file goes as soon as it is chosen, and the response that names it follows. The chosen file is in
/// `file.<ResponseID>`; the buttons say `file:<ResponseID>` and `remove:<ResponseID>`.
struct UploadControl: ItemControl {
    private let upload: UploadInteraction
    private let box: ControlBox
    private let open: SafeHTML
    private let hint: String

    init(_ upload: UploadInteraction, box: ControlBox) {
        self.upload = upload
        self.box = box
        let limit = NumberText.bytes(Store.handedFileLimit)
        hint =
            upload.types.isEmpty
            ? box.texts("question.file.limit", ["size": limit])
            : box.texts("question.file.types", ["types": Self.types(of: upload, box.texts), "size": limit])
        open = box.open(
            "held upload",
            kind: "file",
            attributes: " data-control=\"upload\" data-limit=\"\(String(Store.handedFileLimit))\""
        )
    }

    /// Where the file of an upload goes, and where files that were handed in are fetched.
    struct Handing: Sendable {
        /// `/sit/…/q/3/file`.
        let action: String
        /// `/sit/…/files`.
        let files: String
    }

    /// The name of the field that a file is chosen in.
    static func field(of id: ResponseID) -> String { "file.\(id.rawValue)" }

    /// Whether a form says that a file was chosen at `interaction` that it does not bring.
    static func holdsUnsent(_ form: FormFields, _ interaction: Interaction) -> Bool {
        guard case .upload(let upload) = interaction else { return false }
        return form[field(of: upload.id)]?.isEmpty == false
    }

    func write(into html: inout SafeHTML, _ state: ItemFragment.State) {
        var file: HandedFile?
        if case .file(let held)? = state.response[upload.id] { file = held }
        let value = file.map { CanonicalJSON.text(ResponseValue.file($0).json) } ?? ""
        html.append(open)
        html.append("<input type=\"hidden\" name=\"\(box.name)\" value=\"\(value)\">")
        writeHanded(file, into: &html, state.handing)
        let label = box.texts(file == nil ? "question.file.choose" : "question.file.another")
        html.append(
            """
            <label class="file-label" for="\(box.id)-file">\(label)</label>\
            <input class="file" type="file" id="\(box.id)-file" name="\(Self.field(of: upload.id))" \
            accept="\(upload.types.joined(separator: ","))" aria-describedby="\(box.id)-hint"
            """
        )
        if state.handing == nil { html.append(literal: " disabled") }
        html.append("><p class=\"muted\" id=\"\(box.id)-hint\">\(hint)</p>")
        if let handing = state.handing {
            html.append(
                """
                <p class="file-buttons"><button class="button" name="go" value="file:\(upload.id.rawValue)" \
                formaction="\(handing.action)" formenctype="multipart/form-data">\(box.texts("question.file.send"))\
                </button> <button class="button plain" name="go" value="remove:\(upload.id.rawValue)"
                """
            )
            if file == nil { html.append(literal: " hidden") }
            html.append(">\(box.texts("question.file.remove"))</button></p>")
        }
        html.append(literal: "</div>")
    }

    private func writeHanded(_ file: HandedFile?, into html: inout SafeHTML, _ handing: Handing?) {
        html.append(literal: "<p class=\"handed\"")
        if file == nil { html.append(literal: " hidden") }
        html.append(">\(box.texts("question.file")) ")
        if let handing, let file {
            html.append("<a href=\"\(handing.files)/\(file.hash.rawValue)\" dir=\"auto\">\(file.name)</a>")
        } else if let handing {
            html.append("<a href=\"\(handing.files)\" dir=\"auto\"></a>")
        } else {
            html.append("<bdi>\(file?.name ?? "")</bdi>")
        }
        html.append(" <span class=\"muted\">\(file.map { NumberText.bytes($0.bytes) } ?? "")</span></p>")
    }

    /// The types as people call them: "PDF, JPG, pictures".
    private static func types(of upload: UploadInteraction, _ texts: Texts) -> String {
        let families = ["image", "audio", "video", "text"]
        return upload.types.map { type in
            if let family = families.first(where: { type == "\($0)/*" }) { return texts("question.file.\(family)") }
            let ending = FileType.ending(of: type)
            return ending == FileType.ending(of: FileType.unknown) ? type : ending.uppercased()
        }
        .joined(separator: ", ")
    }
}
