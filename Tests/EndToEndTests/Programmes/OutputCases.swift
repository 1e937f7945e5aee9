/// Common outputs of persons, EECO01–17 and CO01–19, with the boundary days of each rule. Entry is 10 May 2023 where a row says nothing else.
enum OutputCases {
    static let records = [
        RuleCase(
            // 4 people; one field is missing in each of 3 of them: 4 − 3 = 1 complete.
            "what belongs to a complete record",
            [
                "EECO01": 1, "participants-incomplete": 3, "participants-grand-total": 4,
                "participants-complete-2014": 1, "participants-incomplete-2014": 3,
            ], ["gender=F", "gender=", "birth_date=", "education="]),
        RuleCase(
            // Of 3 people one has no entry and one no labour status: 1 complete.
            "entry and labour status belong to it too", ["EECO01": 1, "participants-incomplete": 2, "EECO05": 1],
            ["gender=M", "entry=", "labour_status="]),
        RuleCase(
            // Whoever keeps a disability back, or was not asked, stays complete: 3 people, 1 with a disability.
            "a refusal leaves the record complete",
            ["EECO01": 3, "participants-complete-2014": 3, "EECO12": 1, "CO16": 1],
            ["disability=?", "disability=yes", "disability="]),
        RuleCase(
            // One person with two entries, and another one: 2. As at the first entry both are unemployed.
            "whoever returns counts once, as at the first entry",
            ["EECO01": 2, "participants-grand-total": 2, "EECO02": 2, "EECO05": 0, "CO01": 2, "CO05": 0],
            [
                "person=a entry=2023-02-01 exit=2023-03-01 labour_status=unemployed",
                "person=a entry=2023-05-01 labour_status=employed", "person=b labour_status=unemployed",
            ]),
        RuleCase(
            // The second entry is the day of the first exit: still one person.
            "re-entry on the day of the exit", ["EECO01": 1, "EECO04": 1, "EECO05": 0, "EECR04": 1],
            [
                "person=a entry=2023-02-01 exit=2023-03-01 labour_status=inactive exit_status=unchanged",
                "person=a entry=2023-03-01 exit=2023-04-01 labour_status=employed exit_status=employed",
            ]),
        RuleCase(
            // Entries up to 1.8.2018 need the household in the older programme: of 3 such people 1 has it, and the one of 2.8. needs none.
            "the household until it was withdrawn",
            ["participants-complete-2014": 2, "participants-incomplete-2014": 2, "EECO01": 4],
            [
                "entry=2018-08-01", "entry=2018-08-01 jobless_household=no dependent_children=no",
                "entry=2018-08-01 jobless_household=no dependent_children=no single_adult_household=no",
                "entry=2018-08-02",
            ]),
    ]

    static let labour = [
        RuleCase(
            // 2 unemployed + 1 long-term unemployed = 3; 3 + 2 inactive + 1 employed = 6.
            "one labour status each",
            [
                "EECO01": 6, "EECO02": 3, "EECO03": 1, "EECO04": 2, "EECO05": 1, "CO01": 3, "CO02": 1, "CO03": 2,
                "CO05": 1,
            ],
            [
                "labour_status=unemployed", "labour_status=unemployed", "labour_status=long-term-unemployed",
                "labour_status=inactive", "labour_status=inactive", "labour_status=employed",
            ]),
        RuleCase(
            // 37 years old. From 10.5.2022 to 10.5.2023 twelve months are full and the day of entry is one more; from 11.5.2022 they are not.
            "twelve months of unemployment to the day", ["EECO02": 2, "EECO03": 1, "CO02": 1],
            [
                "labour_status=unemployed unemployed_since=2022-05-10",
                "labour_status=unemployed unemployed_since=2022-05-11",
            ]),
        RuleCase(
            // The day decides against the code: 3 months are not long for either programme.
            "the first day of unemployment decides, not the code", ["EECO02": 1, "EECO03": 0, "CO02": 0],
            ["labour_status=long-term-unemployed unemployed_since=2023-02-01"]),
        RuleCase(
            // 24 years old, unemployed for 6 and for 5 full months, and 25 years old for 6: long only for the older programme, and only the first.
            "six months before the 25th birthday", ["EECO03": 0, "CO02": 1],
            [
                "labour_status=unemployed birth_date=1998-05-11 unemployed_since=2022-11-10",
                "labour_status=unemployed birth_date=1998-05-11 unemployed_since=2022-11-11",
                "labour_status=unemployed birth_date=1998-05-10 unemployed_since=2022-11-10",
            ]),
        RuleCase(
            // A day of unemployment of those employed or inactive counts for nothing.
            "only the unemployed are long-term unemployed", ["EECO02": 0, "EECO03": 0, "CO02": 0],
            [
                "labour_status=employed unemployed_since=2020-01-01",
                "labour_status=inactive unemployed_since=2020-01-01",
            ]),
        RuleCase(
            // 3 inactive: one studies, one does not, one was not asked. Not in education: 1.
            "students are inactive, and not in CO04", ["EECO04": 3, "CO03": 3, "CO04": 1],
            [
                "labour_status=inactive in_education=yes", "labour_status=inactive in_education=no",
                "labour_status=inactive",
            ]),
        RuleCase(
            "CO04 has no value where nobody was asked", ["EECO04": 2, "CO04": nil, "CO08": nil],
            ["labour_status=inactive", "labour_status=inactive birth_date=1960-01-01"]),
        RuleCase(
            // All were asked, and all study: a zero that was observed.
            "CO04 is zero where all study", ["CO04": 0], ["labour_status=inactive in_education=yes"]),
    ]

    static let ages = [
        RuleCase(
            // Entry on the 18th birthday: 18, so young. A day before it: 17, so a child.
            "18th birthday", ["EECO06": 1, "EECO07": 1, "CO06": 2], ["birth_date=2005-05-10", "birth_date=2005-05-11"]),
        RuleCase(
            // Entry on the 30th birthday: 30, in no age group. A day before it: 29.
            "30th birthday", ["EECO06": 0, "EECO07": 1, "EECO08": 0, "EECO01": 2],
            ["birth_date=1993-05-10", "birth_date=1993-05-11"]),
        RuleCase(
            // Entry on the 55th birthday: 55, above 54 in both programmes. A day before it: 54.
            "55th birthday", ["EECO08": 1, "CO07": 1], ["birth_date=1968-05-10", "birth_date=1968-05-11"]),
        RuleCase(
            // Entry on the 25th birthday: 25, not below it. A day before it: 24.
            "25th birthday", ["CO06": 1, "EECO07": 2], ["birth_date=1998-05-10", "birth_date=1998-05-11"]),
        RuleCase(
            // Born on 29.2.2004. On 28.2.2022 seventeen years are full, on 1.3.2022 eighteen; in the leap year 2024 nothing is different.
            "born on a leap day", ["EECO06": 1, "EECO07": 1, "CO06": 2],
            ["birth_date=2004-02-29 entry=2022-02-28", "birth_date=2004-02-29 entry=2022-03-01"]),
        RuleCase(
            // Born on 29.2.1968, 55 on 1.3.2023 and 54 on 28.2.2023.
            "55 on a leap day's birthday", ["EECO08": 1, "CO07": 1],
            ["birth_date=1968-02-29 entry=2023-02-28", "birth_date=1968-02-29 entry=2023-03-01"]),
        RuleCase(
            // Age at entry, not on the as-of day: 17 at entry and 18 since June.
            "age is that of the entry", ["EECO06": 1, "EECO07": 0], ["birth_date=2005-06-01"]),
        RuleCase(
            // 55 and more: unemployed 1, inactive and not in education 1; a student, an employed person and one of 54 are left out.
            "CO08 of those above 54", ["CO07": 4, "CO08": 2],
            [
                "birth_date=1960-01-01 labour_status=unemployed in_education=no",
                "birth_date=1960-01-01 labour_status=inactive in_education=no",
                "birth_date=1960-01-01 labour_status=inactive in_education=yes",
                "birth_date=1960-01-01 labour_status=employed in_education=no",
                "birth_date=1968-05-11 labour_status=unemployed in_education=no",
            ]),
    ]

    static let education = [
        RuleCase(
            // Levels 0, 1, 2: 3 for ESF+, and 2 for the older programme, which does not have ISCED 0.
            "up to lower secondary", ["EECO09": 3, "CO09": 2, "EECO10": 0],
            ["education=0", "education=1", "education=2"]),
        RuleCase(
            "upper and post-secondary", ["EECO09": 1, "EECO10": 2, "EECO11": 1, "CO09": 1, "CO10": 2, "CO11": 1],
            ["education=2", "education=3", "education=4", "education=5"]),
        RuleCase(
            "tertiary", ["EECO10": 1, "EECO11": 4, "CO10": 1, "CO11": 4],
            ["education=4", "education=5", "education=6", "education=7", "education=8"]),
    ]

    static let background = [
        RuleCase(
            // One of 2 asked people has a disability; incomplete records never count.
            "disability", ["EECO12": 1, "CO16": 1],
            ["disability=yes", "disability=no", "disability=yes gender="]),
        RuleCase(
            "nobody was asked about disability", ["EECO12": nil, "CO16": nil, "EECO01": 2], ["", "disability=?"]),
        RuleCase("all said no", ["EECO12": 0, "CO16": 0], ["disability=no", "disability=no"]),
        RuleCase(
            // Independent of one another: 2, 2 and 1, and for the older programme 4 people with any of them.
            "third countries, foreign background, minorities", ["EECO13": 2, "EECO14": 2, "EECO15": 1, "CO15": 4],
            [
                "third_country=yes foreign_background=yes minority=no", "third_country=yes foreign_background=no",
                "foreign_background=yes", "minority=yes", "third_country=no foreign_background=no minority=no",
            ]),
        RuleCase(
            "nobody was asked about any", ["EECO13": nil, "EECO14": nil, "EECO15": nil, "CO15": nil], ["", ""]),
        RuleCase(
            // Of three questions one was asked: CO15 has a value, EECO13 and EECO15 have none.
            "one of three was asked", ["EECO13": nil, "EECO14": 1, "EECO15": nil, "CO15": 1],
            ["foreign_background=yes", "foreign_background=no"]),
        RuleCase("housing", ["EECO16": 1, "CO18": 1], ["homeless=yes", "homeless=no", ""]),
        RuleCase("rural areas", ["EECO17": 2, "CO19": 2], ["rural=yes", "rural=yes", "rural=no"]),
        RuleCase(
            "housing and rural areas were not asked", ["EECO16": nil, "CO18": nil, "EECO17": nil, "CO19": nil],
            ["disability=no", "disability=no"]),
        RuleCase("other disadvantage", ["CO17": 1], ["other_disadvantage=yes", "other_disadvantage=no"]),
        RuleCase("other disadvantage was not asked", ["CO17": nil], ["", ""]),
        RuleCase(
            // Up to 1.8.2018: jobless 2, of them with children 1; single adults with children 2. The entry of the day after is not counted.
            "households before they were withdrawn", ["CO12": 2, "CO13": 1, "CO14": 2],
            [
                "entry=2018-08-01 jobless_household=yes dependent_children=yes single_adult_household=yes",
                "entry=2017-01-10 jobless_household=yes dependent_children=no single_adult_household=no",
                "entry=2017-01-10 jobless_household=no dependent_children=yes single_adult_household=yes",
                "entry=2018-08-02 jobless_household=yes dependent_children=yes single_adult_household=yes",
            ]),
        RuleCase(
            "households after they were withdrawn", ["CO12": nil, "CO13": nil, "CO14": nil],
            [
                "entry=2018-08-02 jobless_household=yes dependent_children=yes single_adult_household=yes",
                "jobless_household=yes dependent_children=yes single_adult_household=yes",
            ]),
    ]

    static let all = records + labour + ages + education + background
}
