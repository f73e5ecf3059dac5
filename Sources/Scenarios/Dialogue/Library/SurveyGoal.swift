extension GoalLibrary {
  /// The text of `Scenarios/goals/survey.yaml`.
  static let survey = #"""
    goal: survey
    description: Six short questions after a purchase.
    language: en-US
    vertical: market-research
    endpointing: 400ms
    source: written for simrun; no recorded call behind it
    grade: default
    human_wish: 1%
    side_questions: 2%
    slots:
      - name: score
        values: [seven, eight, nine, ten, six, five]
      - name: channel
        values: [the store, the website, a friend, an advertisement]
    opening:
      - This is a short survey about your last purchase. It takes two minutes.
    steps:
      - name: consent
        say:
          - Do you have a moment for six questions?
          - Would you answer six short questions?
        cues: [have moment]
        answer: [yes go ahead, okay, sure, yes i have a moment]
        hears: ["yes", okay, sure]
        repair:
          - I did not hear you. Do you have time for the survey?
      - name: score
        say:
          - From zero to ten, how likely are you to recommend us?
          - On a scale from zero to ten, would you recommend us to a friend?
        cues: [recommend]
        answer: ["{score}", "i would say {score}", "maybe {score}"]
        asks: [score]
        confirm:
          - I will write down {score}, okay?
        repair:
          - Please give me a number from zero to ten.
      - name: reason
        say:
          - What is the main reason for that score?
          - Why did you choose that score?
        cues: [reason, why]
        answer:
          - the delivery was quick and the people were friendly
          - it was good but the box was damaged when it came
          - i like the quality but it was a bit expensive
          - everything went well so far
        repair:
          - I would like to know the reason for your score.
      - name: channel
        say:
          - How did you first hear about us?
          - Where did you first hear about us?
        cues: [hear about us]
        answer: ["from {channel}", "it was {channel}", "i think it was {channel}"]
        asks: [channel]
        repair:
          - Was it the store, the website, a friend or an advertisement?
      - name: again
        say:
          - Would you buy from us again?
          - Do you think that you will buy from us again?
        cues: [buy again]
        answer: [yes i would, yes probably, no i do not think so, yes of course]
        hears: ["yes", "no"]
        repair:
          - Would that be a yes or a no?
      - name: improve
        say:
          - What could we do better next time?
          - Is there one thing that we could improve?
        cues: [better, improve]
        answer:
          - faster delivery would be nice
          - nothing really it was all good
          - answer the phone a bit quicker maybe
        repair:
          - Please tell me one thing to improve.
      - name: contact
        say:
          - May we call you about your answers?
          - Is it fine if we call you about your answers?
        cues: [call you]
        answer: [no please do not, yes that is fine, yes you may]
        hears: ["yes", "no"]
        repair:
          - May we call you, yes or no?
    questions:
      - ask: [who is doing this survey, who is paying for this survey]
        hears: [who, survey]
        answer:
          - The survey is done for the shop where you bought.
      - ask: [do you keep my data private, is my data kept private]
        hears: [private]
        answer:
          - Your answers are kept without your name.
    transfer:
      - I will ask a colleague to join. Please wait.
    surrender:
      - I think the line is too bad for this. We will not bother you again. Goodbye.
    closing:
      - Those were all the questions. Many thanks and goodbye.
    goodbye: [bye, okay bye, you are welcome bye]

    """#
}
