/// How many bytes of a row of an index its page takes, where the rest goes into pages that follow each other.
struct RowRoom {
  let pageSize: Int

  /// Rows of at most so many bytes are in their page as a whole.
  var inPage: Int { (pageSize - 12) * 64 / 255 - 23 }

  /// What each page takes of the rest, after the number of the next.
  var inNextPages: Int { pageSize - 4 }

  /// How many bytes of a longer row are in its page.
  func kept(of length: Int) -> Int {
    let least = (pageSize - 12) * 32 / 255 - 23
    let fitting = least + (length - least) % inNextPages
    return fitting <= inPage ? fitting : least
  }
}
