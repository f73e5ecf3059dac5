internal import Scenarios
internal import SimCore

/// A file of presets as a user reads it.
package enum PresetFile {
  private static let bytesMax = 4 << 20

  /// Every preset of the file with its values, their grades and sources.
  package static func listing(_ path: String) throws(RunFailure) -> String {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.readAll(path, limit: bytesMax)
    } catch {
      throw RunFailure(error, code: "FIL-001", class: .badInput)
    }
    do throws(ScenarioError) {
      let families = try UserPresetFile.read(bytes, fileName: path)
      let pages = families.flatMap { family in
        family.presets.compactMap { PresetCatalogue.details(of: $0.name, in: [family]) }
      }
      return pages.joined(separator: "\n")
    } catch {
      throw RunFailure(error)
    }
  }
}
