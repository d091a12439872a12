import ArgumentParser

struct Completion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script of a shell.",
        discussion: """
            EXAMPLES
              avicenna completion bash > /etc/bash_completion.d/avicenna
              avicenna completion fish > ~/.config/fish/completions/avicenna.fish

            EXIT CODES
              0 done, 64 usage
            """
    )

    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    @ArgumentParser.Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        let script: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        OutputOptions.write(Avicenna.completionScript(for: script))
    }
}
