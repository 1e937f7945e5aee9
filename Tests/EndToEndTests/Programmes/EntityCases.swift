/// Supported entities and projects: EECO18–19 and CO20–23.
enum EntityCases {
    static let all = [
        RuleCase(
            // Two different public bodies, one of them supported twice: 2.
            "public bodies, each once", ["EECO18": 2, "EECO19": 0, "CO23": 0],
            entities: [
                "organisation=a kind=public", "organisation=a kind=public date=2023-07-01",
                "organisation=b kind=public",
            ]),
        RuleCase(
            // A firm, a cooperative and a social enterprise: 3. An association and a large firm are in neither.
            "firms, cooperatives and social enterprises", ["EECO18": 0, "EECO19": 3, "CO23": 3],
            entities: [
                "organisation=a kind=sme", "organisation=b kind=cooperative", "organisation=c kind=social-enterprise",
                "organisation=d kind=ngo", "organisation=e kind=large",
            ]),
        RuleCase(
            "an association is neither", ["EECO18": 0, "EECO19": 0, "CO23": 0],
            entities: ["organisation=a kind=ngo", "organisation=b kind=ngo"]),
        RuleCase(
            // Supported after the as-of day: not yet.
            "as of the day", ["EECO18": 0, "EECO19": 1],
            entities: ["organisation=a kind=sme", "organisation=b kind=public date=2024-01-01"]),
        RuleCase(
            // Two people of a supported firm, and one supported herself: the firm is 1, and of persons there is 1.
            "a firm or its staff, never both",
            [
                "EECO01": 1, "EECO05": 1, "CO05": 1, "EECO19": 1, "participants-of-supported-entities": 2,
                "participants-grand-total": 1, "participants-incomplete": 0,
            ], ["organisation=a", "organisation=a", ""], entities: ["organisation=a kind=sme"]),
        RuleCase(
            // Once for the firm and once for herself: a participant by the second.
            "both for a firm and for oneself", ["EECO01": 1, "EECO05": 1, "participants-of-supported-entities": 1],
            ["person=a organisation=x entry=2023-03-01", "person=a entry=2023-04-01"]),
        RuleCase(
            "projects of social partners and associations", ["CO20": 2, "CO21": 0, "CO22": 1],
            operations: [
                "beneficiary=ngo for_women=no for_public_bodies=no", "beneficiary=social-partner for_public_bodies=yes",
                "beneficiary=public",
            ]),
        RuleCase(
            "projects for women", ["CO20": nil, "CO21": 1, "CO22": nil], operations: ["for_women=yes", "for_women=no"]),
        RuleCase(
            // Selected after the as-of day: not counted, in a rule of its own neither.
            "projects selected by the day", ["CO22": 1],
            operations: ["for_public_bodies=yes", "for_public_bodies=yes selected=2024-01-01"]),
        RuleCase("nothing is known of the projects", ["CO20": nil, "CO21": nil, "CO22": nil], operations: ["", ""]),
    ]
}
