import GraphModel

extension Function {
  /// The bridge from the times of statements, which are texts in EDTF, to dates.
  static func statementTimeFunctions() -> [String: Function] {
    func bound(_ name: String, _ day: @escaping @Sendable (EDTF) -> Int?) -> Function {
      let dates: Kinds = [.temporal(.date), .temporal(.localDateTime), .temporal(.dateTime)]
      return Function([dates.union(.string)], .temporal(.date)) { arguments, _ throws(QueryError) in
        switch arguments[0] {
        case .string(let text):
          let time: EDTF
          do throws(EDTFError) {
            time = try EDTF(text)
          } catch {
            throw .unusableTime("\(name)(): \(error.description)")
          }
          guard let day = day(time) else { return .null }
          return .temporal(.date(try CalendarDate(day: Int128(day))))
        case .temporal(let value): return value.datePart.map { .temporal(.date($0)) } ?? .null
        default: return .null
        }
      }
    }
    return [
      "earliest": bound("earliest") { $0.earliest },
      "latest": bound("latest") { $0.latest },
    ]
  }
}

extension CalendarDate {
  /// The day that a text means: a date in ISO 8601, or an EDTF expression of just one day.
  init(statementTime text: String) throws(QueryError) {
    do throws(QueryError) {
      self = try TemporalParser.date(text)
    } catch {
      guard let time = try? EDTF(text) else { throw error }
      guard let day = time.earliest, day == time.latest else {
        throw .unusableTime(
          "\(text.quoted) is not one day: earliest() and latest() give the first and the last that it may mean"
        )
      }
      self = try CalendarDate(day: Int128(day))
    }
  }
}
