extension GoalLibrary {
  /// The text of `Scenarios/goals/payment.yaml`.
  static let payment = #"""
    goal: payment
    description: Pay an open bill by card, with the digits said or typed.
    language: en-US
    vertical: utilities
    endpointing: 900ms
    source: written for simrun; no recorded call behind it
    grade: default
    human_wish: 5%
    side_questions: 5%
    slots:
      - {name: account, digits: 8}
      - name: amount
        values: [forty dollars, sixty dollars, eighty dollars, ninety dollars, the whole amount]
      - {name: card, digits: 4}
    opening:
      - Welcome to the billing line. I can take a payment for your account.
    steps:
      - name: account
        say:
          - Please tell me the eight digits of your account number.
          - What is your account number? It has eight digits.
        cues: [account number]
        answer: ["it is {account}", "{account}", "my account number is {account}"]
        asks: [account]
        confirm:
          - I understood {account}, is that your account?
          - That would be {account}, right?
        repair:
          - I did not get all eight digits. Please say your account number again.
      - name: lookup
        say:
          - Here it is. There is an open bill from last month.
        tool: find_account
        arguments: '{"account": "{account}"}'
        filler:
          - Just a moment while I find your account.
      - name: amount
        say:
          - How much of it would you like to pay today?
          - What amount would you like to pay today?
        cues: [how much, what amount]
        answer: ["i want to pay {amount}", "{amount} please", "let us do {amount}"]
        asks: [amount]
        confirm:
          - You want to pay {amount} today, correct?
        repair:
          - Sorry, what amount did you say?
        complex: true
      - name: card
        say:
          - We have a card on file. What are the last four digits of it?
          - To use the card on file I need its last four digits, please.
        cues: [last four]
        answer: ["{card}", "they are {card}", "the card ends in {card}"]
        asks: [card]
        confirm:
          - The card ends in {card}, is that so?
        repair:
          - I need the last four digits of the card once more, please.
      - name: consent
        say:
          - May I charge that card now, yes or no?
          - Do you agree that I charge that card now?
        cues: [charge card]
        answer: [yes you may, yes go ahead, yes please]
        hears: ["yes"]
        repair:
          - Please say yes if I may charge the card now.
      - name: charge
        say:
          - The payment of {amount} has gone through.
        tool: take_payment
        arguments: '{"account": "{account}", "amount": "{amount}", "card": "{card}"}'
        filler:
          - Please wait while the payment goes through.
      - name: receipt
        say:
          - Should I send the receipt by mail or by text?
          - Do you want the receipt by mail or by text?
        cues: [receipt]
        answer: [by mail please, by text please, text is better]
        hears: [mail, text]
        repair:
          - Was that mail or text?
    questions:
      - ask: [when is the next bill due, when is my next payment due]
        hears: [due]
        answer:
          - The next bill is due on the first of the month.
      - ask: [is there a fee for that, do you take a fee for the card]
        hears: [fee]
        answer:
          - There is no fee for a payment by card.
    transfer:
      - I am putting you through to our billing team. Please hold.
    surrender:
      - I cannot take the payment this way. You can pay on our website as well. Goodbye.
    closing:
      - Your account is up to date. Thank you for calling and goodbye.
    goodbye: [thank you goodbye, okay bye, thanks bye bye]

    """#
}
