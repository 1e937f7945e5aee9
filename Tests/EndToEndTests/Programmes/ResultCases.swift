/// Results upon leaving and six months after: EECR01–06 and CR01–09. Whoever leaves does so on 1 September 2023 where a row says nothing else,
/// so that the 28th day is 29 September.
enum ResultCases {
    private static func left(_ text: String) -> String { "exit=2023-09-01 in_education=no " + text }

    static let leaving = [
        RuleCase(
            // Inactive at entry and searching: 1. The unemployed and the employed who search do not count.
            "job searching of the inactive", ["EECR01": 1, "CR01": 1, "EECR04": 0, "CR04": 0],
            [
                left("labour_status=inactive exit_status=job-searching"),
                left("labour_status=unemployed exit_status=job-searching"),
                left("labour_status=employed exit_status=job-searching"),
            ]),
        RuleCase(
            // Not in education at entry: 1. Whoever was, and whoever was not asked, is left out.
            "education of those who were not in it", ["EECR02": 1, "CR02": 1],
            [
                left("exit_status=education"), left("exit_status=education in_education=yes"),
                left("exit_status=education in_education="), left("exit_status=unchanged"),
            ]),
        RuleCase(
            "EECR02 has no value where nobody was asked", ["EECR02": nil, "CR02": nil, "EECR03": 0],
            ["exit=2023-09-01 exit_status=education", "exit=2023-09-01 exit_status=unchanged"]),
        RuleCase(
            // Whatever the labour status at entry: 3.
            "qualifications", ["EECR03": 3, "CR03": 3, "EECR04": 0],
            [
                left("labour_status=inactive exit_status=qualification"),
                left("labour_status=unemployed exit_status=qualification"),
                left("labour_status=employed exit_status=qualification"), left("exit_status=unchanged"),
            ]),
        RuleCase(
            // Unemployed, long-term unemployed and inactive: 3. Who was employed already does not count.
            "employment of those without", ["EECR04": 3, "CR04": 3, "EECR01": 0],
            [
                left("labour_status=unemployed exit_status=employed"),
                left("labour_status=long-term-unemployed exit_status=employed"),
                left("labour_status=inactive exit_status=employed"),
                left("labour_status=employed exit_status=employed"),
            ]),
        RuleCase(
            // Exit on the as-of day: has left. A day later: has not.
            "exit on the as-of day", ["EECR04": 1, "CR04": 1, "participants-not-exited": 1],
            [
                "exit=2023-12-31 labour_status=unemployed exit_status=employed",
                "exit=2024-01-01 labour_status=unemployed exit_status=employed",
            ]),
        RuleCase(
            // Incomplete records have no results.
            "complete records only", ["EECR03": 0, "CR03": 0, "EECO01": 0],
            [left("gender= exit_status=qualification"), left("education= exit_status=qualification")]),
        RuleCase(
            // Back after a first exit with a job, and not yet out again: the earlier result is dropped.
            "the result of an earlier exit is dropped", ["EECR04": 0, "participants-not-exited": 1],
            [
                "person=a entry=2023-02-01 exit=2023-03-01 labour_status=unemployed exit_status=employed",
                "person=a entry=2023-05-01 labour_status=unemployed",
            ]),
    ]

    static let window = [
        RuleCase(
            // 1.9. + 28 days = 29.9.: counts. 30.9. is the 29th day and does not.
            "28th and 29th day after the exit", ["EECR04": 1, "CR04": 1],
            [
                left("person=a labour_status=unemployed exit_status=unchanged"),
                left("person=b labour_status=unemployed exit_status=unchanged"),
            ], events: ["person=a date=2023-09-29 status=employed", "person=b date=2023-09-30 status=employed"]),
        RuleCase(
            // On the day of the exit: the first day of the window. A day before it: still taking part.
            "the day of the exit and the one before", ["EECR04": 1],
            [
                left("person=a labour_status=unemployed exit_status=unchanged"),
                left("person=b labour_status=unemployed exit_status=unchanged"),
            ], events: ["person=a date=2023-09-01 status=employed", "person=b date=2023-08-31 status=employed"]),
        RuleCase(
            // Searching on the 5th, at work on the 20th: in employment alone.
            "the last status counts: employed", ["EECR01": 0, "EECR04": 1, "CR01": 0, "CR04": 1],
            [left("person=a labour_status=inactive exit_status=unchanged")],
            events: ["person=a date=2023-09-05 status=job-searching", "person=a date=2023-09-20 status=employed"]),
        RuleCase(
            // At work on the 5th, searching again on the 20th: searching alone. What the exit said is overtaken.
            "the last status counts: searching", ["EECR01": 1, "EECR04": 0, "CR01": 1, "CR04": 0],
            [left("person=a labour_status=inactive exit_status=employed")],
            events: ["person=a date=2023-09-20 status=job-searching", "person=a date=2023-09-05 status=employed"]),
        RuleCase(
            // A qualification on the 5th and a job on the 20th are two results.
            "a qualification and a job", ["EECR02": 0, "EECR03": 1, "EECR04": 1, "CR03": 1, "CR04": 1],
            [left("person=a labour_status=unemployed exit_status=unchanged")],
            events: ["person=a date=2023-09-05 status=qualification", "person=a date=2023-09-20 status=employed"]),
        RuleCase(
            // Four weeks after the last exit, 1.11., not after the first, 1.3.: the job of 10.3. is dropped, that of 29.11. counts.
            "the window opens with the last exit", ["EECR01": 0, "EECR04": 1],
            [
                "person=a entry=2023-02-01 exit=2023-03-01 labour_status=inactive",
                "person=a entry=2023-04-01 exit=2023-11-01 labour_status=inactive exit_status=unchanged",
                "person=b entry=2023-02-01 exit=2023-03-01 labour_status=inactive",
                "person=b entry=2023-04-01 exit=2023-11-01 labour_status=inactive exit_status=unchanged",
            ],
            events: ["person=a date=2023-03-10 status=employed", "person=b date=2023-11-29 status=employed"]),
        RuleCase(
            // February 2020 had 29 days: 3.2. + 28 = 2.3. counts, and 3.3. does not.
            "the window over a leap day", ["EECR04": 1],
            [
                "person=a entry=2020-01-01 exit=2020-02-03 labour_status=unemployed exit_status=unchanged",
                "person=b entry=2020-01-01 exit=2020-02-03 labour_status=unemployed exit_status=unchanged",
            ], events: ["person=a date=2020-03-02 status=employed", "person=b date=2020-03-03 status=employed"]),
    ]

    private static func gone(_ text: String) -> String { "exit=2023-06-01 exit_status=unchanged " + text }

    static let later = [
        RuleCase(
            // Unemployed or inactive at entry and at work six months after: 2.
            "in employment six months after", ["EECR05": 2, "CR06": 2],
            [
                gone("labour_status=unemployed status_after=employed"),
                gone("labour_status=inactive status_after=employed"),
                gone("labour_status=unemployed status_after=unemployed"),
                gone("labour_status=employed status_after=employed"), gone("labour_status=unemployed"),
            ]),
        RuleCase(
            // Only the employed answered, who are not asked for: no value.
            "nobody of those without a job answered", ["EECR05": nil, "CR06": nil],
            [gone("labour_status=employed status_after=employed"), gone("labour_status=unemployed")]),
        RuleCase(
            "all who answered were without a job", ["EECR05": 0, "CR06": 0],
            [gone("labour_status=unemployed status_after=unemployed"), gone("labour_status=inactive")]),
        RuleCase(
            // Employed at entry with a better situation: 1. A pay rise alone is recorded as not improved; the unemployed are in EECR05.
            "improved situation", ["EECR06": 1, "CR07": 1],
            [
                gone("labour_status=employed improved_after=yes"), gone("labour_status=employed improved_after=no"),
                gone("labour_status=unemployed improved_after=yes"), gone("labour_status=employed"),
            ]),
        RuleCase(
            "nobody's situation is known", ["EECR06": nil, "CR07": nil],
            [gone("labour_status=employed"), gone("labour_status=unemployed improved_after=yes")]),
        RuleCase(
            // Entry on the 55th birthday: 1; a day before it: 54, so not.
            "above 54 in employment six months after", ["CR06": 2, "CR08": 1],
            [
                gone("labour_status=unemployed birth_date=1968-05-10 status_after=employed"),
                gone("labour_status=unemployed birth_date=1968-05-11 status_after=employed"),
            ]),
        RuleCase(
            "nobody above 54 answered", ["CR08": nil],
            [
                gone("labour_status=unemployed birth_date=1968-05-10"),
                gone("labour_status=unemployed status_after=employed"),
            ]),
        RuleCase(
            // Disadvantaged and at work six months after: of 4 with a disability, a background or another reason 2.
            "disadvantaged in employment six months after", ["CR06": 3, "CR09": 2],
            [
                gone("labour_status=unemployed status_after=employed disability=yes"),
                gone("labour_status=inactive status_after=employed other_disadvantage=yes"),
                gone("labour_status=unemployed status_after=unemployed minority=yes"),
                gone("labour_status=employed status_after=employed foreign_background=yes"),
                gone("labour_status=unemployed status_after=employed disability=no"),
            ]),
        RuleCase(
            "nobody was asked about disadvantage", ["CR05": nil, "CR09": nil],
            [gone("labour_status=unemployed status_after=employed"), gone("labour_status=unemployed")]),
        RuleCase(
            // One for each of the four results, each of another disadvantage; a fifth has none of them, a sixth no disadvantage.
            "disadvantaged with any immediate result", ["CR05": 4],
            [
                left("disability=yes labour_status=inactive exit_status=job-searching"),
                left("minority=yes exit_status=education"),
                left("other_disadvantage=yes exit_status=qualification"),
                left("third_country=yes labour_status=unemployed exit_status=employed"),
                left("foreign_background=yes labour_status=employed exit_status=employed"),
                left("disability=no labour_status=unemployed exit_status=employed"),
            ]),
        RuleCase(
            // A qualification and a job are two results of one person: 1.
            "each disadvantaged person once", ["CR03": 1, "CR04": 1, "CR05": 1],
            [left("person=a disability=yes labour_status=unemployed exit_status=qualification")],
            events: ["person=a date=2023-09-20 status=employed"]),
    ]

    static let all = leaving + window + later
}
