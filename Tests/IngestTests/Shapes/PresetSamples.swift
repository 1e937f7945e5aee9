@testable import Ingest

/// Small invented exports in Finnish, one of each tool, and what each of them should give.
enum PresetSamples {
    struct Sample: Sendable {
        let preset: String
        let name: String
        let bytes: [UInt8]
        /// The rest of the mapping.
        let mapping: String
        let kept: Int
        let excluded: [ExcludedRows]
    }

    private static let head = "  wave: {constant: after}\n"

    static let limesurvey = Sample(
        preset: "limesurvey-csv", name: "results-survey123456.csv",
        bytes: [0xEF, 0xBB, 0xBF]
            + Array(
                ([
                    #""id";"submitdate";"lastpage";"startlanguage";"seed";"token";"startdate";"ipaddr";"Q1[SQ001]";"Q1[SQ002]";"Q1[other]";"Q2[SQ001]";"Q2[SQ002]";"Q3""#,
                    #""1";"2024-05-02 10:11:12";"3";"fi";"99";"abc";"2024-05-02 10:01:12";"192.0.2.1";"Y";"";"";"5";"4";"'=hyvä""#,
                    #""2";"";"1";"fi";"98";"abd";"2024-05-02 11:00:00";"192.0.2.2";"";"Y";"";"2";"";"""#,
                    #""3";"2024-05-03 10:11:12";"3";"sv";"97";"abe";"2024-05-03 10:01:12";"192.0.2.3";"";"";"Sähke";"1";"";"Moi "#
                        + "\n" + #"vaan""#,
                ].joined(separator: "\r\n") + "\r\n\r\n").utf8),
        mapping: head + """
              feedback: {from: Q3, type: text}
            choices:
              q1: {shape: columns, from: "Q1[{option}]", options: {SQ001: mail, SQ002: phone}, other: {from: "Q1[other]"}}
            matrices:
              q2: {from: "Q2[{row}]", rows: [SQ001, SQ002], type: integer, range: [1, 5]}

            """, kept: 2, excluded: [ExcludedRows(reason: "the response was never submitted", count: 1)])

    static let vv = Sample(
        preset: "limesurvey-vv", name: "vvexport_123456.csv",
        bytes: Array(
            [
                "Response ID\tDate submitted\tLast page\tStart language\tKuinka hyödyllinen?\tMuuta?\tMikä?",
                "id\tsubmitdate\tlastpage\tstartlanguage\tQ1_SQ001\tQ2\tQ3",
                "1\t2024-05-02 10:11:12\t3\tfi\t4\tRivi{newline}toinen \"rivi\"{tab}{lbrace}x}\t{question_not_shown}",
                "2\t{question_not_shown}\t1\tfi\t{question_not_shown}\t\t",
                "3\t2024-05-03 10:11:12\t3\tfi\t{question_not_shown}\t\tA1", "",
            ].joined(separator: "\n").utf8),
        mapping: head + """
              useful: {from: "Kuinka hyödyllinen?", type: integer, range: [1, 5]}
              more: {from: Q2, type: text}
              which: {from: Q3, type: code}

            """, kept: 2, excluded: [ExcludedRows(reason: "the response was never submitted", count: 1)])

    static let kobo = Sample(
        preset: "kobo-csv", name: "kartoitus.csv",
        bytes: Array(
            [
                #""start";"end";"alue";"tuki";"tuki/raha";"tuki/aika";"_paikka_latitude";"_id";"_uuid";"_submission_time";"_submitted_by";"_index""#,
                #""2024-05-02T10:01:12.907+03:00";"2024-05-02T10:11:12.1+03:00";"Lappi";"raha aika";"1";"1";"66.5";"11";"aa-1";"2024-05-02T07:11:15";"maija@example.org";"1""#,
                #""2024-05-03T10:01:12.907+03:00";"2024-05-03T10:11:12.1+03:00";"Kainuu";"";"";"";"";"12";"aa-2";"2024-05-03T07:11:15";"";"2""#,
                #""2024-05-04T10:01:12.907+03:00";"2024-05-04T10:11:12.1+03:00";"Kainuu";"aika";"0";"1";"";"13";"aa-3";"2024-05-04T07:11:15";"";"3""#,
            ].joined(separator: "\n").utf8),
        mapping: head + """
              region: {from: alue, type: code}
            choices:
              support: {shape: columns, from: "tuki/{option}", options: {raha: money, aika: time}}
            ignore: [tuki]

            """, kept: 3, excluded: [])

    static let microsoft = Sample(
        preset: "ms-forms", name: "palaute.csv",
        bytes: Array(
            [
                "ID;Aloitusaika;Valmistumisaika;Sähköposti;Nimi;\"Mistä saitte\u{A0}tiedon?\nVoit valita useita.\";Arvosana",
                "1;5/2/24 10:01:12;5/2/24 10:11:12;anonymous;;\"Kollegalta;Netistä;\";4",
                "2;5/3/24 9:01:00;5/3/24 9:05:10;maija@example.org;Maija Esimerkki;\"Netistä;\";5",
                "3;5/3/24 9:01:00;5/3/24 9:05:10;anonymous;Anonymous;;3", "",
            ].joined(separator: "\n").utf8),
        mapping: head + """
              grade: {from: Arvosana, type: integer, range: [1, 5]}
            choices:
              heard: {shape: delimited, from: "Mistä saitte tiedon? Voit valita useita.", separator: ";", options: {Kollegalta: peer, Netistä: net}}

            """, kept: 3, excluded: [])

    static let google = Sample(
        preset: "google-forms", name: "ilmoittautuminen.csv",
        bytes: Array(
            [
                "Aikaleima,Sähköpostiosoite,Mitä odotat?,Väitteet [Sain tukea],Väitteet [Opin uutta],Muuta",
                "20.3.2026 klo 19.10.37,maija@example.org,\"Tietoa, taitoa, Verkostoja\",Samaa mieltä,Eri mieltä,kiitos",
                "3/21/2026 7:05:00,matti@example.org,Verkostoja,Eri mieltä,,",
            ].joined(separator: "\n").utf8),
        mapping: head + """
              more: {from: Muuta, type: text-length}
            choices:
              hopes: {shape: delimited, from: Mitä odotat?, separator: ", ", options: {"Tietoa, taitoa": skills, Verkostoja: network}}
            matrices:
              agree: {from: "Väitteet [{row}]", rows: {Sain tukea: support, Opin uutta: learnt}, type: integer, range: [1, 2], values: {Eri mieltä: 1, Samaa mieltä: 2}}

            """, kept: 2, excluded: [])

    static let qualtrics = Sample(
        preset: "qualtrics", name: "qualtrics.csv",
        bytes: Array(
            [
                "StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,ResponseId,RecipientEmail,Q1,Q2",
                "Alkupäivä,Loppupäivä,Tila,IP,Edistyminen,Valmis,Tallennettu,Vastaus,Sähköposti,Kuinka hyödyllinen?,\"Mitä\nmuuta?\"",
                [
                    "startDate", "endDate", "status", "ipAddress", "progress", "finished", "recordedDate", "_recordId",
                    "recipientEmail", "QID1", "QID2_TEXT",
                ].map { "\"{\"\"ImportId\"\":\"\"\($0)\"\"}\"" }.joined(separator: ","),
                "2024-05-02 10:01:12,2024-05-02 10:11:12,IP Address,192.0.2.1,100,True,2024-05-02 10:11:13,R_1,maija@example.org,4,hyvä",
                "2024-05-02 10:01:12,2024-05-02 10:11:12,Survey Preview,192.0.2.1,100,True,2024-05-02 10:11:13,R_2,,9,koe",
                "2024-05-02 10:01:12,2024-05-02 10:11:12,IP Address,192.0.2.1,50,False,2024-05-02 10:11:13,R_3,,3,",
                "2024-05-03 10:01:12,2024-05-03 10:11:12,0,192.0.2.1,100,1,2024-05-03 10:11:13,R_4,,-99,",
            ].joined(separator: "\n").utf8),
        mapping: head + """
              useful: {from: "Kuinka hyödyllinen?", type: integer, range: [1, 5]}
              more: {from: Mitä muuta?, type: text-length}

            """, kept: 2,
        excluded: [
            ExcludedRows(reason: "the response was never finished", count: 1),
            ExcludedRows(reason: "the response is a preview, a test or spam", count: 1),
        ])

    static let webropol = Sample(
        preset: "webropol", name: "webropol.csv",
        // Windows-1252, as a Finnish Excel saves it.
        bytes: Array(
            [
                "Vastausaika;Mist\u{E4} kuulitte?: Kollegalta;Mist\u{E4} kuulitte?: Netist\u{E4};Tuntim\u{E4}\u{E4}r\u{E4}",
                "2.5.2024 10.11;1;;1,5", "3.5.2024 9.05;;1;2", ";;;",
            ].joined(separator: "\r\n").unicodeScalars.map { UInt8($0.value) }),
        mapping: head + """
              hours: {from: Tuntimäärä, type: decimal, places: 1, unit: hour}
            choices:
              heard: {shape: columns, from: "Mistä kuulitte?: {option}", options: {Kollegalta: peer, Netistä: net}}

            """, kept: 2, excluded: [])

    static let all = [limesurvey, vv, kobo, microsoft, google, qualtrics, webropol]
}
