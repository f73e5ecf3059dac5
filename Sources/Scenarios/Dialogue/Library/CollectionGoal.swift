extension GoalLibrary {
  /// The text of `Scenarios/goals/collection.yaml`.
  static let collection = #"""
    goal: collection
    description: Collect a debt by instalments after a check of identity.
    language: en-US
    vertical: collections
    endpointing: 700ms
    source: written for simrun after the order of 12 CFR 1006; no recorded call behind it
    grade: default
    human_wish: 10%
    side_questions: 10%
    slots:
      - name: name
        values: [peterson, miller, garcia, johnson, nguyen, williams, schneider, rossi]
      - {name: zip, digits: 5}
      - name: instalment
        values: [thirty dollars, fifty dollars, seventy dollars, ninety dollars]
      - name: date
        values: [the third, the twelfth, the sixteenth, the twentieth, the last day]
    opening:
      - This is an automated call on a recorded line about a personal matter.
    steps:
      - name: name
        say:
          - Before I go on, may I have your last name?
          - First I have to know to whom I speak. What is your last name?
        cues: [last name]
        answer: ["my last name is {name}", "it is {name}", "{name}"]
        asks: [name]
        confirm:
          - Your last name is {name}, is that right?
        repair:
          - I did not hear the name well. What is your last name, please?
      - name: zip
        say:
          - And what is the zip code of your home address?
          - Please tell me the zip code of your home address as well.
        cues: [zip code]
        answer: ["{zip}", "the zip is {zip}", "it is {zip}"]
        asks: [zip]
        confirm:
          - The zip code is {zip}, did I get that right?
        repair:
          - I need the five digits of the zip code again, please.
      - name: identity
        say:
          - Your identity is confirmed. You have the right to dispute this debt in writing.
        tool: check_identity
        arguments: '{"name": "{name}", "zip": "{zip}"}'
        filler:
          - I am checking that now.
      - name: notice
        say:
          - This is an attempt to collect a debt of four hundred dollars. Do you know about it?
          - I am calling to collect a debt of four hundred dollars. Have you heard of it before?
        cues: [collect debt]
        answer: [yes i know about it, yes i got the letter, yes i have]
        hears: ["yes"]
        repair:
          - Do you know about the debt, yes or no?
      - name: instalment
        say:
          - You may pay it month by month. How much could you pay each month?
          - We can split it into instalments. What could you pay each month?
        cues: [each month, per month]
        answer: ["i could do {instalment}", "{instalment} maybe", "not more than {instalment}"]
        asks: [instalment]
        confirm:
          - That makes {instalment} a month, yes?
        repair:
          - How much was that a month?
        complex: true
      - name: date
        say:
          - On which day of the month should the first payment be?
          - Which day of the month is best for the first payment?
        cues: [day month]
        answer: ["{date} is best", "on {date} please", "{date} would work"]
        asks: [date]
        confirm:
          - The first payment is on {date}, is that fine with you?
        repair:
          - Which day of the month did you say?
      - name: plan
        say:
          - The plan is in place, {instalment} from {date} on.
        tool: set_plan
        arguments: '{"instalment": "{instalment}", "date": "{date}"}'
        filler:
          - Thank you, I am setting up the plan.
    questions:
      - ask: [who do i owe this money to, whom do i owe that to]
        hears: [owe]
        answer:
          - The debt is with the First Example Bank.
      - ask: [where did you get my number, how did you get this number]
        hears: [number, get]
        answer:
          - The bank has given us your number.
    transfer:
      - One of our specialists will take over. Please stay with me.
    surrender:
      - I cannot confirm your identity on this call. We will write to you. Goodbye.
    closing:
      - You will get a letter with the plan. Thank you and goodbye.
    goodbye: [okay goodbye, thank you bye, fine bye]

    """#
}
