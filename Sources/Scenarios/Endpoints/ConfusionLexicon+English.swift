extension ConfusionLexicon {
  /// English as callers speak it to a booking agent.
  ///
  /// The choice of words is ours.
  static let english = ConfusionLexicon(
    alike: alikeLines,
    families: familyLines,
    others: otherLines,
    fillers: "uh um a the and so oh well you i it to of is like yeah okay that we just then hm",
    phantoms: phantomLines
  )

  /// Words that sound alike.
  private static let alikeLines = """
    thirteen thirty
    fourteen forty
    fifteen fifty
    sixteen sixty
    seventeen seventy
    eighteen eighty
    nineteen ninety
    for four fore
    to two too
    one won
    eight ate
    five fine
    nine mine
    ten then than
    six sick
    seven eleven
    first thirst
    third bird
    second seconds
    fifth fit
    twelfth twelve
    13 30
    14 40
    15 50
    16 60
    17 70
    18 80
    19 90
    tuesday thursday
    sunday monday someday
    friday fried
    wednesday wednesdays
    today to-day
    june soon
    july lie
    march much
    may make
    morning warning mourning
    evening even
    night right write light
    no know now
    yes yet guess
    yeah year
    i eye
    a uh
    the that
    is his
    it its
    in and
    on an
    or are our
    you your
    we he
    can can't
    could good
    would wood
    do due
    does dust
    have has half
    was were
    will well we'll
    what want
    when one's
    where wear there their
    who how
    new knew
    last lost least
    name main
    time dime
    day they
    week weak
    hour our's
    call called tall
    called cold
    back black
    line lying
    free three
    move moved
    change exchange
    appointment appointments
    number numbers
    name's names
    letter later
    later ladder
    please peas
    thanks thinks
    sure shore
    open opened
    insurance assurance
    address addresses
    visit visits
    need needed
    take steak
    bring ring
    going gone
    like light
    think thing
    said sad
    cost coast
    month mouth
    calendar colander
    daughter doctor
    peterson petersen
    hello hollow
    """

  /// Words that stand for others of their kind.
  private static let familyLines = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety \
    hundred thousand
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
    twentieth
    0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 30 40 50 60 70 80 90
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    """

  /// Frequent words of every length.
  private static let otherLines = """
    he me my be by if up us go am hi
    her she him now day out see say too any off own old got had let ask try ran sun bed bag
    down them from been when some time over also back even want make same into here give work \
    made both hand home life long side once read
    about other their after first could these think where right still place small every found \
    house point world again never under while might great since along water small plant
    should people before little around school system number during moment almost office
    another because through between thought without against nothing anything another perhaps
    together question children business possible
    important different something following
    generation understand experience
    information particular everybody
    """

  /// Speech models write such lines when they are given noise: they ended many of the videos that
  /// the models were trained with.
  private static let phantomLines = """
    you
    okay
    bye
    thank you
    yeah
    thanks for watching
    thank you very much
    so
    all right
    thank you so much for watching
    see you next time
    i'm going to go ahead and
    """
}
