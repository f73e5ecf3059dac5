/// A workbook (ECMA-376, part 1): its first sheet, and what the cells there refer to.
struct Workbook {
  /// The most bytes of a part that describes the workbook.
  private static let partBytesMax = 64 << 20
  /// The most bytes of the table of strings.
  private static let stringBytesMax = 512 << 20

  let archive: ZipArchive
  /// The part that holds the first sheet.
  let sheet: ZipEntry
  let sheetName: String
  /// The names of the other sheets, with a word on those that are hidden.
  let unreadSheets: [String]
  let strings: SharedStrings
  let styles: CellStyles
  /// The day that has the number 0: 1899-12-30, or 1904-01-01, in days from 1970-01-01.
  let firstDay: Int

  /// Reads all but the cells.
  init(path: String) throws(LeadError) {
    archive = try ZipArchive(path: path)
    let main = try Self.mainPart(archive)
    let links = try Relationships(archive, of: main)
    let list = try SheetList(archive, archive.entry(main), sizeMax: Self.partBytesMax)
    firstDay = list.countsFrom1904 ? -24_107 : -25_569
    // Sheets of charts and dialogs have no cells; a sheet without a link is a damage, told below.
    let sheets = list.sheets.filter { links.kind($0.link) ?? "worksheet" == "worksheet" }
    guard let first = sheets.first else { throw .sheet(path: path, .none) }
    if first.isHidden { throw .sheet(path: path, .hidden(first.name)) }
    guard let target = links.target(first.link), let entry = try archive.entry(target) else {
      throw archive.damage(main, "the sheet \"\(first.name)\" is not in the archive")
    }
    sheet = entry
    sheetName = first.name
    unreadSheets = list.sheets.filter { $0.link != first.link }
      .map { $0.isHidden ? "\($0.name) (hidden)" : $0.name }
    strings = try SharedStrings(
      archive,
      Self.part("sharedStrings", archive, links),
      sizeMax: Self.stringBytesMax
    )
    styles = try CellStyles(
      archive,
      Self.part("styles", archive, links),
      sizeMax: Self.partBytesMax
    )
  }

  private static func part(
    _ kind: String,
    _ archive: ZipArchive,
    _ links: Relationships
  ) throws(LeadError) -> ZipEntry? {
    guard let target = links.target(ofKind: kind) else { return nil }
    guard let entry = try archive.entry(target) else {
      throw archive.damage(target, "it is not in the archive")
    }
    return entry
  }

  /// The part that lists the sheets; what is no workbook is refused by what it is.
  private static func mainPart(_ archive: ZipArchive) throws(LeadError) -> String {
    let links = try Relationships(archive, of: "")
    if let target = links.target(ofKind: "officeDocument"), try archive.entry(target) != nil {
      if target.hasSuffix(".bin") { throw .foreign(path: archive.path, .binaryWorkbook) }
      if target.hasPrefix("xl/") || target.contains("workbook") { return target }
      throw .foreign(path: archive.path, .archive)
    }
    if try archive.entry("xl/workbook.xml") != nil { return "xl/workbook.xml" }
    let isOpenDocument = try archive.entry("content.xml") != nil
    throw .foreign(path: archive.path, isOpenDocument ? .openDocument : .archive)
  }
}

/// What a part of a workbook refers to, by the keys that it uses (ECMA-376, part 2, clause 6.5).
struct Relationships {
  private enum Name: UInt8, XMLName {
    case relationship
    case id
    case type
    case target

    var text: String {
      switch self {
      case .relationship: "Relationship"
      case .id: "Id"
      case .type: "Type"
      case .target: "Target"
      }
    }
  }

  private var links: [(id: String, kind: String, target: String)] = []

  /// Reads those of a part; a part without any has none.
  init(_ archive: ZipArchive, of part: String) throws(LeadError) {
    let folders = part.split(separator: "/").dropLast().map(String.init)
    let file = part.split(separator: "/").last.map(String.init) ?? ""
    let name = (folders + ["_rels", "\(file).rels"]).joined(separator: "/")
    guard let entry = try archive.entry(name) else { return }
    var links: [(id: String, kind: String, target: String)] = []
    try XMLPart.read(archive, entry, sizeMax: 4 << 20, as: Name.self) {
      element throws(LeadError) in
      guard let id = element[.id], let type = element[.type], let target = element[.target] else {
        return
      }
      let kind = type.split(separator: "/").last.map(String.init) ?? ""
      links.append((id, kind, Self.resolved(target, in: folders)))
    }
    self.links = links
  }

  /// The last word of the type of a link, such as `worksheet`.
  func kind(_ id: String) -> String? { links.first { $0.id == id }?.kind }

  /// The part that a key leads to.
  func target(_ id: String) -> String? { links.first { $0.id == id }?.target }

  func target(ofKind kind: String) -> String? { links.first { $0.kind == kind }?.target }

  /// The name of a part in the archive, relative to a folder unless it begins with a slash.
  private static func resolved(_ target: String, in folders: [String]) -> String {
    var parts = target.hasPrefix("/") ? [] : folders
    for part in target.split(separator: "/") where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}

/// The sheets that a workbook lists, in its order (ECMA-376, part 1, clause 18.2.20).
struct SheetList {
  /// One sheet.
  struct Sheet {
    let name: String
    let isHidden: Bool
    /// The key of its part among the links of the workbook.
    let link: String
  }

  private enum Name: UInt8, XMLName {
    case sheet
    case workbookProperties
    case name
    case state
    case id
    case date1904

    var text: String {
      switch self {
      case .sheet: "sheet"
      case .workbookProperties: "workbookPr"
      case .name: "name"
      case .state: "state"
      case .id: "id"
      case .date1904: "date1904"
      }
    }
  }

  private static let sheetsMax = 10_000

  let sheets: [Sheet]
  let countsFrom1904: Bool

  init(_ archive: ZipArchive, _ entry: ZipEntry?, sizeMax: Int) throws(LeadError) {
    guard let entry else { throw .foreign(path: archive.path, .archive) }
    var sheets: [Sheet] = []
    var countsFrom1904 = false
    try XMLPart.read(archive, entry, sizeMax: sizeMax, as: Name.self) {
      element throws(LeadError) in
      switch element.name {
      case .sheet:
        guard !element.isEnd, let name = element[.name], let link = element[.id] else { return }
        guard sheets.count < Self.sheetsMax else {
          throw .overLimit(path: archive.path, part: entry.name, limit: "10,000 sheets")
        }
        let isHidden = element[.state].map { $0 != "visible" } ?? false
        sheets.append(Sheet(name: Self.shown(name), isHidden: isHidden, link: link))
      case .workbookProperties:
        if let flag = element[.date1904] { countsFrom1904 = flag == "1" || flag == "true" }
      default: break
      }
    }
    self.sheets = sheets
    self.countsFrom1904 = countsFrom1904
  }

  /// A name fit for a terminal; spreadsheets allow 31 letters.
  private static func shown(_ name: String) -> String {
    let letters = name.unicodeScalars.prefix(64).map { scalar in
      scalar.value < 32 || 127..<160 ~= scalar.value ? "?" : Character(scalar)
    }
    return String(letters)
  }
}
