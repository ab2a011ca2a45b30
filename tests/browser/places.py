"""Who and where, in the playground over the sample directory."""

# The persons, in the order in which the page offers them.
ENGINEER, LIAISON, COORDINATOR, STRANGER = range(4)
# The channels, by their names.
QUESTIONS, SHARED, DESK, ELSEWHERE = "技術相談", "国際連携", "コーディネーター", "会員ひろば"
BOT = "Nakadachi"
