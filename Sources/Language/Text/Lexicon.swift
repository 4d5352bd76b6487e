/// The closed word lists of the tokenizer and the sentence splitter.
enum Lexicon {
  private static func words(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
  }

  /// Abbreviations before names, in lower case and without the full stop, which never ends a sentence.
  static let titles = words(
    """
    mr mrs ms dr prof gen brig maj lt lieut col capt cmdr cdr adm sgt cpl pvt spc sr jr rev fr hon sen sens rep reps gov govs pres
    supt insp det atty messrs mme mlle st ste ft mt pt vs v al-hajj attn comdr
    """)

  /// Abbreviations that precede a number.
  static let numbered = words(
    "no nos vol vols p pp fig figs sec secs art arts ch chap para op ca c approx est ext tel")

  /// Abbreviations that may end a sentence.
  static let abbreviations = words(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec inc corp co ltd bros cos plc llc etc al cf dept univ assn ave blvd rd
    esp ed eds rev misc ph.d ass't arrv div para mob
    ala ariz ark calif colo conn fla ill ind kan ky mass mich minn mont neb nev okla ore pa penn tenn tex va vt wash wis wyo
    que ont tues thur thurs
    """)

  /// Abbreviations that are also words: taken for one only before a capital or a number, inside a line.
  static let doubtful = words(
    "mon tue wed thu fri sat sun mar co no fig art ed ill ind mass pa la del me ore wash miss ch p c est sec v pt"
  )

  /// Abbreviations whose full stop becomes a word of its own where it also ends the sentence.
  static let shared = words("etc p.m a.m inc co corp ltd bros")

  /// What stays in one word with the hyphen after it.
  static let prefixes = words(
    """
    non pre post co ex anti pro e mid re multi semi mini pan inter cross sub counter over neo psycho socio micro macro intra
    extra ultra trans un de bi tri infra mis em arch vice
    """)

  /// Words that are written as one and read as two: the length of the first.
  static let fused: [String: Int] = [
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "outta": 3, "dont": 2,
    "cant": 2,
    "wont": 2, "didnt": 3, "doesnt": 4, "isnt": 2, "wasnt": 3, "werent": 4, "couldnt": 5,
    "wouldnt": 5,
    "shouldnt": 6, "havent": 4, "hasnt": 3, "hadnt": 3, "arent": 3, "aint": 2, "im": 1, "ive": 1,
    "thats": 4,
    "whats": 4, "theres": 5, "heres": 4, "hes": 2, "shes": 3, "youre": 3, "theyre": 4, "youll": 3,
    "youve": 3,
    "weve": 2, "theyve": 4, "itll": 2,
  ]

  /// Units that part from the number before them.
  static let units = words(
    "am pm AM PM k K m M b B bn BN mm MM kg km cm ft lb lbs oz hrs hr mph mins min sec secs persons mg ml kW MW GW kWh MWh GHz MHz Hz GB MB KB TB"
  )

  /// Last labels of host and file names.
  static let endings = words(
    """
    com org net edu gov mil int biz info uk au nz eu ru cn jp tv io ch nl de fr br kr ua il ir iq tr pl mx za ie
    doc docx pdf txt xls xlsx ppt jpg jpeg png gif html htm xml zip exe url mp3 csv py js
    """)

  /// First labels of newsgroup names.
  static let newsgroups = words("alt comp misc rec sci soc talk ba")

  /// Words after which a stop-like abbreviation is taken to have ended the sentence.
  static let starters = words(
    """
    the it we he they this you and there but so a as she my that do however when what on for after also at how these his
    one is by now let with then all our to here well no although some can while from even not any just your many since yes
    are according first their an once most will her because another thus or why finally both other its unfortunately should
    during if in i last such several despite earlier later meanwhile
    """)

  /// What stands before the name at the end of a letter.
  static let closings = words("thanks regards best cheers sincerely respectfully love yours")

  /// Emoticons, longest first where one begins another.
  static let emoticons: [[UInt32]] = [
    ":'-(", ":-))", ":'(", ":-)", ":-(", ";-)", ":-D", ":-P", ":-p", ":-/", ":-|", ":-o", ":))",
    "^_^", "-_-", "=))", ">:(",
    ":)", ":(", ";)", ":D", ":P", ":p", "=)", "=(", "=D", ":/", ":|", ":o", ":O", "<3", ":]", ";D",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Words that begin with an apostrophe, without it.
  static let aphetic = words("em n til tis twas cause bout cuz")
}
