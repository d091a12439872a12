import Assessment
import Foundation
import ItemBank

/// The numbers of a blueprint as somebody typed them.
struct BlueprintForm: Sendable {
    /// With the numbers that could be read.
    private(set) var blueprint: Blueprint
    /// What is wrong, in the order of the form, each at its field.
    private(set) var problems: [FieldProblem] = []
    let typed: [String: String]
    private let texts: Texts
    /// Of the cells of the targets, in their order.
    private let names: [String]

    /// Looks for contradictions, too, which is no work for the thread of a request.
    ///
    /// Reads the fields `size.minimum`, `size.maximum`, and `minimum.{n}`, `maximum.{n}` for the n-th target.
    init(_ form: FormFields, upon blueprint: Blueprint, texts: Texts) {
        self.blueprint = blueprint
        self.texts = texts
        typed = form.values.compactMapValues(\.last)
        let plan = CoverageGrid.Plan(blueprint)
        names = blueprint.targets.map { CoverageGrid.name(of: $0.cell, in: plan, texts) }
        let paper = texts("coverage.paper")
        // A paper has a size; the sides of a target may be open.
        self.blueprint.size.minimum = number("size.minimum", of: paper, isNeeded: true) ?? blueprint.size.minimum
        self.blueprint.size.maximum = number("size.maximum", of: paper, isNeeded: true) ?? blueprint.size.maximum
        for index in blueprint.targets.indices {
            self.blueprint.targets[index].minimum = number("minimum.\(index)", of: names[index])
            self.blueprint.targets[index].maximum = number("maximum.\(index)", of: names[index])
        }
        guard problems.isEmpty else { return }
        problems = self.blueprint.problems().filter { $0.severity == .error }.map { problem in
            let index = problem.part.firstMatch(of: /^targets\[(\d+)\]/).flatMap { Int($0.1) }
            return switch (problem.part, index) {
            case (_, let index?): said(problem.message, of: names[index], field: "minimum.\(index)")
            case ("size", _): said(problem.message, of: paper, field: "size.minimum")
            default: FieldProblem(problem.message)
            }
        }
    }

    private func said(_ problem: String, of cell: String, field: String) -> FieldProblem {
        FieldProblem(texts("blueprint.problem", ["cell": cell, "problem": problem]), field: field)
    }

    /// The number in a field; what is no number is a problem, never an open side.
    private mutating func number(_ field: String, of cell: String, isNeeded: Bool = false) -> Int? {
        guard let text = typed[field]?.trimmingCharacters(in: .whitespaces), isNeeded || !text.isEmpty else {
            return nil
        }
        if let number = Int(text) { return number }
        problems.append(said(texts("blueprint.problem.number"), of: cell, field: field))
        return nil
    }
}
