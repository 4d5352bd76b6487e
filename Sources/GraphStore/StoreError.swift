import CSQLite
import GraphModel

/// Why a graph file could not be read or written, and what was being done.
public struct StoreError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// It is a folder.
    case folder
    /// The user may not read it.
    case unreadable
    /// It is not an SQLite file, or one that holds something else.
    case foreign
    /// A newer graphgen wrote it, in this version of the format.
    case newer(Int)
    /// It is truncated, or its bytes are not what was written.
    case damaged
    /// It, or the folder it is in, may not be written.
    case readOnly
    /// The disk is full.
    case full
    /// Another process is writing it.
    case locked
    /// Anything else, in the words of SQLite or the system.
    case other(String)
  }

  /// The file.
  public var path: String
  /// What is wrong.
  public var reason: Reason
  /// What was being done: the SQL, or the step in words.
  public var action: String

  /// Makes an error.
  public init(_ reason: Reason, path: String, action: String) {
    self.reason = reason
    self.path = path
    self.action = action
  }

  /// The error for people: one line that says what to do.
  public var diagnostic: Diagnostic {
    let text =
      switch reason {
      case .missing: "no such file or folder"
      case .folder: "this is a folder, but a file is needed here"
      case .unreadable: "no permission to read this"
      case .foreign: "this is no graph file: 'graphgen build INPUT… -o FILE.kg' makes one"
      case .newer(let version):
        "a newer graphgen wrote this (format \(version); this one reads up to \(Schema.version)): update graphgen"
      case .damaged: "the graph file is damaged: build it again, or restore a copy"
      case .readOnly: "cannot write: the file, its folder or its disk is read-only"
      case .full: "cannot write: No space left on device"
      case .locked: "another process is writing this graph: try again when it has finished"
      case .other(let words): words
      }
    return Diagnostic(.error, text, at: SourceLocation(file: path))
  }

  /// The error behind a result code.
  init(code: Int32, message: @autoclosure () -> String, path: String, action: String) {
    let reason: Reason =
      switch code & 0xFF {
      case SQLITE_NOTADB: .foreign
      case SQLITE_CORRUPT, SQLITE_FORMAT, SQLITE_RANGE, SQLITE_MISMATCH, SQLITE_TOOBIG: .damaged
      case SQLITE_ERROR where message().hasPrefix("no such") || message().contains("malformed"):
        // Our own SQL is right, so the file lacks what it should have.
        .damaged
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .readOnly
      case SQLITE_FULL: .full
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .locked
      case SQLITE_IOERR where code == 522:
        // A read beyond the end: the file is shorter than it says.
        .damaged
      default: .other("cannot be used: \(message())")
      }
    self.init(reason, path: path, action: action)
  }
}
