import Foundation
import PackagePlugin

/// Writes `BuildIdentity.swift` for the target: what the binary was built from, and with what.
///
/// The command runs again when a file under `Sources`, the manifest or the script changes.
@main
struct BuildIdentityPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let script = root.appending(path: "scripts/build-identity.sh")
    let compiler = try context.tool(named: "swiftc").url
    let output = context.pluginWorkDirectoryURL.appending(path: "BuildIdentity.swift")
    return [
      .buildCommand(
        displayName: "Hashing the source tree",
        executable: URL(filePath: "/bin/sh"),
        arguments: [script.path, root.path, output.path, compiler.path],
        inputFiles: inputs(under: root) + [script],
        outputFiles: [output]
      )
    ]
  }

  private func inputs(under root: URL) -> [URL] {
    let sources = root.appending(path: "Sources")
    let walker = FileManager.default.enumerator(
      at: sources,
      includingPropertiesForKeys: [.isRegularFileKey],
      options: [.skipsHiddenFiles]
    )
    let found = (walker?.allObjects ?? []).compactMap { $0 as? URL }.filter { url in
      (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
    }
    return found.sorted { $0.path < $1.path } + [root.appending(path: "Package.swift")]
  }
}
