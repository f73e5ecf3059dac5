extension GoalLibrary {
  /// The text of `Scenarios/goals/order-status.yaml`.
  static let orderStatus = #"""
    goal: order-status
    description: Ask where an order is, and change the day of its delivery.
    language: en-US
    vertical: retail
    endpointing: 600ms
    source: written for simrun; no recorded call behind it
    grade: default
    human_wish: 6%
    side_questions: 8%
    slots:
      - {name: order, digits: 6}
      - name: street
        values: [oak street, park avenue, main street, river road, hill drive, lake view]
      - name: day
        values: [monday, tuesday, wednesday, thursday, friday, saturday]
    opening:
      - Thank you for calling the shop. I can help you with an order.
    steps:
      - name: order
        say:
          - What is your order number?
          - Please tell me your order number with its six digits.
        cues: [order number]
        answer: ["it is {order}", "the number is {order}", "{order}"]
        asks: [order]
        confirm:
          - I have order number {order}, is that correct?
        repair:
          - I could not get the order number. Please read the six digits to me.
      - name: find
        say:
          - Your parcel is at the depot. It can be delivered this week.
        tool: find_order
        arguments: '{"order": "{order}"}'
        filler:
          - Let me find that order for you.
      - name: street
        say:
          - To which street should it go?
          - What street shall we bring it to?
        cues: [street, address]
        answer: ["to {street}", "{street} please", "that would be {street}"]
        asks: [street]
        confirm:
          - We bring it to {street}, is that right?
        repair:
          - Sorry, what was the name of the street?
      - name: day
        say:
          - On which day will somebody be at home?
          - Which day are you at home this week?
        cues: [which day, at home]
        answer: ["i am at home on {day}", "{day} is fine", "{day} would be best"]
        asks: [day]
        confirm:
          - The driver comes on {day}, does that work for you?
        repair:
          - I missed the day. Which day was that, please?
        complex: true
      - name: change
        say:
          - Your delivery is set for {day}.
        tool: set_delivery
        arguments: '{"order": "{order}", "day": "{day}", "street": "{street}"}'
        filler:
          - I am telling the depot.
      - name: neighbour
        say:
          - May the driver leave it with a neighbour?
          - Can we leave it with a neighbour if needed?
        cues: [neighbour, neighbor]
        answer: [yes that is fine, no please do not, sure yes]
        hears: ["yes", "no"]
        repair:
          - Is a neighbour all right, yes or no?
    questions:
      - ask: [what does the delivery cost, is there an extra cost]
        hears: [cost]
        answer:
          - The delivery is free for you.
      - ask: [can i send it back later, how can i send it back]
        hears: [send, back]
        answer:
          - You can return it within thirty days.
      - ask: [why is it so late, why did it get late]
        hears: [late]
        answer:
          - There was too much snow on the roads last week.
    transfer:
      - My colleague from customer care will take your call. Hold the line, please.
    surrender:
      - I cannot find the order this way. Please try our website. Goodbye.
    closing:
      - You will get a message before the driver comes. Have a nice day and goodbye.
    goodbye: [thanks bye, thank you very much bye, goodbye]

    """#
}
