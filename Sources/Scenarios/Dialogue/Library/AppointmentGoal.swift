extension GoalLibrary {
  /// The text of `Scenarios/goals/appointment.yaml`.
  static let appointment = #"""
    goal: appointment
    description: Move a visit to a clinic to another day and hour.
    language: en-US
    vertical: healthcare
    endpointing: 600ms
    source: written for simrun; no recorded call behind it
    grade: default
    human_wish: 4%
    side_questions: 6%
    slots:
      - name: day
        values: [monday, tuesday, wednesday, thursday, friday]
      - name: hour
        values:
          - nine thirty
          - ten fifteen
          - eleven thirty
          - two fifteen
          - three thirty
          - four fifteen
      - {name: birth, digits: 6}
    opening:
      - This is the clinic's assistant, calling about your visit.
    steps:
      - name: move
        say:
          - Doctor Miller is away that day. Would you like to move the visit to another day?
          - Your doctor is not here on that day. Shall we find another day for you?
        cues: [another day, move visit]
        answer: [yes please, yes i would, sure let us do that, yes let us find another day]
        hears: ["yes", sure]
        repair:
          - Sorry, I did not get that. Would you like another day for the visit?
      - name: birth
        say:
          - Thank you. May I have your date of birth as six digits?
          - For your record I need your date of birth, six digits please.
        cues: [date birth]
        answer: ["it is {birth}", "{birth}", "sure that is {birth}"]
        asks: [birth]
        confirm:
          - Your date of birth is {birth}, is that correct?
        repair:
          - I am sorry, I need all six digits of your date of birth. Could you say them once more?
      - name: record
        say:
          - I have found your record.
        tool: find_record
        arguments: '{"birth": "{birth}"}'
        filler:
          - One moment while I look that up.
      - name: day
        say:
          - Which day of next week would suit you best?
          - What day of next week would be good for you?
        cues: [which day, what day]
        answer:
          - "{day} would be good"
          - could we do {day}
          - "{day} please"
          - i think {day} is best
        asks: [day]
        repair:
          - Sorry, which day of the week was that?
      - name: hour
        say:
          - We are open from nine to five. What time would you like to come?
          - And at what time would you like to come?
        cues: [what time]
        answer: ["{hour} please", "could i come at {hour}", "{hour} would be fine"]
        asks: [hour]
        confirm:
          - So that is {day} at {hour}, is that right?
          - Let me repeat, {day} at {hour}, yes?
        repair:
          - Sorry, what time was that?
        complex: true
      - name: book
        say:
          - You are booked for {day} at {hour}.
        tool: book_visit
        arguments: '{"day": "{day}", "hour": "{hour}"}'
        filler:
          - Let me put that into the calendar.
      - name: reminder
        say:
          - Would you like a message to remind you the day before?
          - Shall I send you a reminder by text message?
        cues: [remind, reminder]
        answer: [yes please, no thanks, yes that would be great, no i will remember it]
        hears: ["yes", "no"]
        repair:
          - I did not catch that. Do you want a reminder, yes or no?
    questions:
      - ask: [how long is it going to take, how long will the visit take]
        hears: [how, long]
        answer:
          - The visit takes about forty minutes.
      - ask: [what do i have to bring along, should i bring something]
        hears: [bring]
        answer:
          - Please bring your insurance card and a list of your medicines.
      - ask: [is there parking at the clinic, where can i find parking]
        hears: [parking]
        answer:
          - There is a garage next to the clinic that is free for patients.
    transfer:
      - I will connect you with my colleague at the desk. Please stay on the line.
    surrender:
      - I am afraid that we do not understand each other. The clinic will call you back. Goodbye.
    closing:
      - That is all that I need. Thank you for your time and goodbye.
    goodbye: [thank you bye, thanks goodbye, great bye]

    """#
}
