extension Station {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        examinerBrief = try fields.list("examinerBrief", Block.init(json:path:))
        patientScript = try fields.list("patientScript", Block.init(json:path:))
        props = try fields.strings("props")
        marksheet = try Marksheet(json: try fields.value("marksheet"), path: fields.at("marksheet"))
        try fields.end()
    }

    var json: JSONValue {
        [
            "examinerBrief": examinerBrief.json, "patientScript": patientScript.json,
            "props": .array(props.map(JSONValue.string)), "marksheet": marksheet.json,
        ]
    }
}

extension Marksheet {
    init(json: JSONValue, path: String) throws(FormatProblem) {
        var fields = try Fields(json, path: path)
        content = try fields.list("content", Block.init(json:path:))
        if let json = fields.take("globalRating") {
            var rating = try Fields(json, path: fields.at("globalRating"))
            globalRating = GlobalRating(
                response: ResponseID(rawValue: try rating.string("response")),
                borderline: OptionID(rawValue: try rating.string("borderline"))
            )
            try rating.end()
        }
        try fields.end()
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["content": content.json]
        if let globalRating {
            members["globalRating"] = [
                "response": .string(globalRating.response.rawValue),
                "borderline": .string(globalRating.borderline.rawValue),
            ]
        }
        return .object(members)
    }
}
