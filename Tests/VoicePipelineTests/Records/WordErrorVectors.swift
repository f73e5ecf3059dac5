/// Alignments scored by jiwer 4; see
/// `scripts/word-error-vectors.py`.
enum WordErrorVectors {
  static let rows: [(reference: String, hypothesis: String, errors: Int, words: Int)] = [
    (
      "a yes you we the please",
      "a yes move we", 3, 6
    ),
    (
      "you the my you yes you my",
      "the a you yes you my", 2, 7
    ),
    (
      "move please",
      "please", 1, 2
    ),
    (
      "you move four no friday at at please tuesday my",
      "you move tuesday no friday at we tuesday my", 3, 10
    ),
    (
      "four no you",
      "four we no you", 1, 3
    ),
    (
      "friday please four at we we",
      "friday four please at we we", 2, 6
    ),
    (
      "at tuesday yes please i at please to the four you",
      "tuesday my yes please four at please to the four no", 4, 11
    ),
    (
      "yes my a we to a",
      "my a tuesday a", 3, 6
    ),
    (
      "friday a you at yes yes",
      "friday you to", 4, 6
    ),
    (
      "friday you",
      "you", 1, 2
    ),
    (
      "the please i we move yes a appointment please",
      "the please we move four yes please", 4, 9
    ),
    (
      "four to i move please",
      "i to we move please", 2, 5
    ),
    (
      "please my friday",
      "please my friday", 0, 3
    ),
    (
      "my yes my move",
      "my yes", 2, 4
    ),
    (
      "four appointment move please at",
      "four appointment move please we my", 2, 5
    ),
    (
      "move friday move four i four please we",
      "move move four to four please", 3, 8
    ),
    (
      "yes at yes we to to a i a at a four",
      "yes at yes i to to i move at appointment my", 5, 12
    ),
    (
      "friday appointment no a you please at no a a",
      "friday no i you a at no a a", 3, 10
    ),
    (
      "four the you my move appointment you the at",
      "four the you at my move move appointment you the at", 2, 9
    ),
    (
      "appointment move at a",
      "appointment move at a", 0, 4
    ),
    (
      "we move tuesday the a please a",
      "a move my tuesday a my no", 5, 7
    ),
    (
      "yes friday no move please friday we please i",
      "yes friday no move please we please my i the", 3, 9
    ),
    (
      "appointment appointment",
      "appointment", 1, 2
    ),
    (
      "a no appointment yes a",
      "a no appointment yes to", 1, 5
    ),
    (
      "we appointment i we appointment we my",
      "appointment i we appointment we appointment my", 2, 7
    ),
    (
      "my",
      "my to", 1, 1
    ),
    (
      "you to move tuesday tuesday",
      "you at move please tuesday", 2, 5
    ),
    (
      "you i i move four",
      "at i move four", 2, 5
    ),
    (
      "tuesday move my friday move a yes",
      "tuesday you move friday move a", 3, 7
    ),
    (
      "yes tuesday my tuesday you at to to appointment at i",
      "friday tuesday friday tuesday to at to to i i", 5, 11
    ),
    (
      "yes you yes",
      "you a", 2, 3
    ),
    (
      "yes friday four a tuesday a you no a i my",
      "four a yes tuesday a you no a i", 4, 11
    ),
    (
      "we we",
      "we we", 0, 2
    ),
    (
      "appointment my",
      "appointment at", 1, 2
    ),
    (
      "yes we four tuesday you move we a",
      "yes we four tuesday four the a", 3, 8
    ),
    (
      "four tuesday tuesday at at at the move tuesday we four",
      "tuesday tuesday at at at yes move tuesday please appointment", 4, 11
    ),
    (
      "please my",
      "please my", 0, 2
    ),
    (
      "i to i four at yes tuesday",
      "i to i friday yes tuesday", 2, 7
    ),
    (
      "move i",
      "move tuesday we", 2, 2
    ),
    (
      "yes we please no appointment you appointment",
      "we a appointment appointment you appointment", 3, 7
    ),
    (
      "i yes move we you no at",
      "i tuesday move we a no no appointment", 4, 7
    ),
    (
      "my tuesday four yes the to to",
      "tuesday four yes the to to", 1, 7
    ),
    (
      "a move my we to friday we",
      "a move my i to friday we", 1, 7
    ),
    (
      "move yes appointment friday you four appointment please a",
      "move yes appointment friday four appointment please a", 1, 9
    ),
    (
      "i a you no four",
      "i four you no at four my", 3, 5
    ),
    (
      "my a",
      "the a at", 2, 2
    ),
    (
      "you i",
      "you you", 1, 2
    ),
    (
      "tuesday a appointment no the the we tuesday move yes appointment",
      "i appointment no the my the my move yes", 6, 11
    ),
    (
      "four no we appointment",
      "no no my we appointment", 2, 4
    ),
    (
      "no please yes move i tuesday we move four move tuesday move",
      "my tuesday move i tuesday we move you four a move you a move", 7, 12
    ),
    (
      "you to yes at friday the we to friday move to at",
      "to yes at friday i friday move to at", 4, 12
    ),
    (
      "please tuesday no we you four move",
      "please tuesday move no we you four yes", 2, 7
    ),
    (
      "yes",
      "", 1, 1
    ),
    (
      "you appointment",
      "we appointment", 1, 2
    ),
    (
      "please appointment friday you appointment friday",
      "please tuesday friday you we four", 3, 6
    ),
    (
      "at yes appointment no four a four to i tuesday a my",
      "at yes appointment no to we to i tuesday no my", 4, 12
    ),
    (
      "appointment we",
      "no we", 1, 2
    ),
    (
      "at to my a no at my the tuesday tuesday appointment appointment",
      "at to my my move at my the my tuesday appointment", 4, 12
    ),
    (
      "four",
      "four", 0, 1
    ),
    (
      "at please you tuesday",
      "you move you please tuesday", 3, 4
    ),
  ]
}
