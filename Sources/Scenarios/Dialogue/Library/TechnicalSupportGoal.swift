extension GoalLibrary {
  /// The text of `Scenarios/goals/technical-support.yaml`.
  static let technicalSupport = #"""
    goal: technical-support
    description: Bring an internet connection back to life, step by step, in seven minutes and more.
    language: en-US
    vertical: telecom
    endpointing: 800ms
    source: written for simrun; no recorded call behind it
    grade: default
    human_wish: 8%
    side_questions: 4%
    slots:
      - {name: customer, digits: 7}
      - name: light
        values: [red, orange, green, blinking]
      - name: model
        values: [the white box, the black box, the small grey box]
      - name: window
        values: [the morning, noon, the afternoon, the evening]
    opening:
      - Hello and welcome to technical support. I will help you with your connection.
    steps:
      - name: customer
        say:
          - What is your customer number?
          - Please tell me the seven digits of your customer number.
        cues: [customer number]
        answer: ["it is {customer}", "{customer}", "my customer number is {customer}"]
        asks: [customer]
        confirm:
          - Your number is {customer}, is that right?
        repair:
          - I need all seven digits of your customer number. Please say it again slowly.
        takes: {uniform: [2s, 10s]}
      - name: account
        say:
          - I see your line here. It went down this morning.
        tool: find_customer
        arguments: '{"customer": "{customer}"}'
        filler:
          - I am looking up your line.
      - name: problem
        say:
          - Please describe to me what does not work.
          - What is it that does not work at your place?
        cues: [describe, what problem]
        answer:
          - the internet was gone when i got up and the telephone does not work either
          - nothing loads any more and the television says that there is no signal
          - it has been very slow since yesterday and now there is nothing at all
        repair:
          - Sorry, please tell me once more what does not work.
        complex: true
      - name: model
        say:
          - Which box do you have from us?
          - What does the box look like that you have from us?
        cues: [which box]
        answer: ["i have {model}", "it is {model}", "{model}"]
        asks: [model]
        repair:
          - Is it the white box, the black box or the small grey box?
        takes: {uniform: [3s, 12s]}
      - name: light
        say:
          - Please go to the box now and look at the lamp in the middle. What colour does it have?
          - There is a lamp in the middle of the box. Please look and tell me what it does.
        cues: [lamp, colour, color]
        answer: ["it is {light}", "the lamp is {light}", "{light} i think"]
        asks: [light]
        confirm:
          - So the lamp is {light}, yes?
        repair:
          - I did not get the colour of the lamp. What was it?
        takes: {uniform: [12s, 30s]}
      - name: unplug
        say:
          - Now pull the power cable out of the box. Tell me when you have done it.
          - Please take the power cable out of the box, and say when it is out.
        cues: [power cable, unplug]
        answer: [okay it is out, done it is out, i pulled it out]
        hears: [out, done]
        repair:
          - Is the power cable out?
        takes: {uniform: [15s, 40s]}
      - name: wait
        say:
          - We have to wait half a minute so that it forgets everything. Tell me when it is over.
          - Now count to thirty slowly, please. Tell me when you are ready.
        cues: [half minute, count]
        answer: [okay that is half a minute, ready, i am ready now]
        hears: [ready, minute]
        repair:
          - Are you ready to go on?
        takes: {uniform: [28s, 40s]}
      - name: check-cable
        say:
          - In the meantime, follow the grey cable to the wall. Is it firmly in the socket?
          - Look at the grey cable that goes to the wall. Does it sit firmly in the socket?
        cues: [grey cable, socket]
        answer: [yes it is, it was loose but now it is in yes, yes it sits there]
        hears: ["yes"]
        repair:
          - Is the grey cable firmly in, yes or no?
        takes: {uniform: [12s, 35s]}
      - name: plug
        say:
          - Good. Put the power cable back in, and tell me when the lamps come on.
          - You can plug the power cable back in now. Say when the lamps are on.
        cues: [plug in, back in]
        answer: [okay the lamps are on, they are on now, the lamps came on]
        hears: ["on"]
        repair:
          - Are the lamps on now?
        takes: {uniform: [20s, 45s]}
      - name: boot
        say:
          - It takes a minute or two to start. Tell me when the lamp in the middle is steady.
          - The box is starting now, which takes a while. Let me know when the lamp stands still.
        cues: [steady, start]
        answer: [now it is steady, it is steady and white, okay it has become steady]
        hears: [steady]
        repair:
          - Is the lamp steady by now?
        takes: {uniform: [60s, 100s]}
      - name: test
        say:
          - I see that your box is back. I have measured the line as well.
        tool: measure_line
        arguments: '{"customer": "{customer}"}'
        filler:
          - I am measuring your line from here.
      - name: computer
        say:
          - Please open a page on your computer or your phone. Does it load?
          - Try to open some page on your phone or computer, please. Does it come up?
        cues: [open page]
        answer: [yes it loads, yes it works again, yes there it is]
        hears: ["yes"]
        repair:
          - Does the page load, yes or no?
        takes: {uniform: [15s, 40s]}
      - name: telephone
        say:
          - And please lift the telephone at home. Is there a tone?
          - Now take the telephone at home off the hook. Do you hear a tone?
        cues: [tone]
        answer: [yes there is a tone, yes i can hear it, yes it works]
        hears: ["yes"]
        repair:
          - Do you hear the tone, yes or no?
        takes: {uniform: [10s, 30s]}
      - name: television
        say:
          - The last one is the television. Please switch it on, and tell me if there is a picture.
          - Please switch on the television too. Do you have a picture?
        cues: [television, picture]
        answer: [yes there is a picture, yes i can see it, yes everything is back]
        hears: ["yes"]
        repair:
          - Do you have a picture, yes or no?
        takes: {uniform: [15s, 45s]}
      - name: visit
        say:
          - A technician will check the cable in your street tomorrow. When may he ring you up?
          - Tomorrow a technician looks at the cable in your street. When could he ring you up?
        cues: [technician]
        answer: ["in {window} please", "{window} is best", "i am here in {window}"]
        asks: [window]
        confirm:
          - He will ring in {window}, is that okay?
        repair:
          - At what time of the day may he ring?
      - name: ticket
        say:
          - I have written that down in your ticket.
        tool: write_ticket
        arguments: '{"customer": "{customer}", "light": "{light}", "window": "{window}"}'
        filler:
          - Give me a moment to write the ticket.
    questions:
      - ask: [do i get my money back for that, will i get money back for this]
        hears: [money]
        answer:
          - You get a credit for each day without a connection.
      - ask: [is anybody else affected by this, are my neighbours affected too]
        hears: [affected]
        answer:
          - Some houses in your street were down as well.
    transfer:
      - I will hand you to a technician of ours. Please do not hang up.
    surrender:
      - I cannot solve this on the phone. A technician will come to you. Goodbye.
    closing:
      - It was good that you called. Goodbye and have a pleasant day.
    goodbye: [thank you so much bye, great thanks goodbye, okay bye]

    """#
}
