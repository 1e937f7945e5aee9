/// The presets as data: each is part of a mapping, in a mapping's own words, with how its files are recognised.
enum PresetDefinitions {
    /// `recognise` lists names that a file's header has, any of the lists whole, `^` before that of the first column; a preset
    /// without it is only ever declared. `separators`, `key` and `part-separator` are for what is proposed only.
    static let text = #"""
        # Before the other export of LimeSurvey, whose titles its first row has.
        limesurvey-vv:
          title: LimeSurvey, VV export
          kinds: [csv]
          separators: []
          part-separator: "["
          recognise:
            - [id, submitdate, lastpage]
            - [id, submitdate, startlanguage]
          format: {kind: csv, separator: TAB, quote: none, encoding: utf-8, header-rows: 2, names: 2, texts: 1, header-holds: {"2": submitdate}, escapes: limesurvey-vv}
          columns:
            respondent: {from: [id], scope: file, optional: true}
            submitted: {from: [submitdate], optional: true, missing: ["1980-01-01 00:00:00"]}
            started: {from: [startdate], type: moment, optional: true, missing: ["1980-01-01 00:00:00"]}
          drop: [id, submitdate, startdate, lastpage, startlanguage, seed, datestamp, token, ipaddr, refurl, firstname,
            lastname, email, interviewtime, "groupTime*"]
          missing: {"{question_not_shown}": not-asked}
          exclude:
            - {column: [submitdate], empty: true, optional: true, reason: the response was never submitted}

        limesurvey-csv:
          title: LimeSurvey, results exported as CSV
          kinds: [csv]
          separators: []
          recognise:
            - [id, submitdate, lastpage]
            - [id, submitdate, startlanguage]
            - [Response ID, Date submitted, Last page]
          format: {apostrophes: true}
          columns:
            respondent: {from: [id, Response ID], scope: file, optional: true}
            # A survey that keeps no times has this day in all rows.
            submitted: {from: [submitdate, Date submitted], optional: true, missing: ["1980-01-01 00:00:00"]}
            started: {from: [startdate, Date started], type: moment, optional: true, missing: ["1980-01-01 00:00:00"]}
          drop: [id, Response ID, submitdate, Date submitted, startdate, Date started, lastpage, Last page, startlanguage,
            Start language, seed, Seed, datestamp, Date last action, token, Access code, Token, ipaddr, IP address, refurl,
            Referrer URL, firstname, First name, lastname, Last name, email, Email address, interviewtime, Total time,
            "groupTime*", "Group time:*"]
          missing: {"{question_not_shown}": not-asked}
          exclude:
            - {column: [submitdate, Date submitted], empty: true, optional: true, reason: the response was never submitted}

        kobo-csv:
          title: KoboToolbox, CSV export
          kinds: [csv]
          recognise:
            - [_uuid, _submission_time]
          key: [respondent]
          columns: &kobo-columns
            respondent: {from: [_uuid, _id], optional: true}
            submitted: {from: [_submission_time], optional: true}
            started: {from: [start], type: moment, optional: true}
          drop: &kobo-drop [_id, _uuid, _submission_time, start, end, today, deviceid, username, simserial, subscriberid,
            phonenumber, audit, __version__, _index, _parent_index, _parent_table_name, "_submission_*", _validation_status,
            _notes, _status, _submitted_by, _tags, "meta/*", "formhub/*", "_*_latitude", "_*_longitude", "_*_altitude",
            "_*_precision"]

        kobo-xlsx:
          title: KoboToolbox, XLSX export
          kinds: [xlsx]
          recognise:
            - [_uuid, _submission_time]
          key: [respondent]
          columns: *kobo-columns
          drop: *kobo-drop

        ms-forms:
          title: Microsoft Forms, as XLSX or saved from it as CSV
          recognise:
            - [Start time, Completion time]
            - [Aloitusaika, Valmistumisaika]
            - [Starttid, Slutförandetid]
          columns:
            respondent: {from: [ID, Id, Tunnus], scope: file, optional: true}
            submitted: {from: [Completion time, Valmistumisaika, Slutförandetid], optional: true, format: [usual, "M/d/yy H:mm:ss", "M/d/yy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy h:mm:ss a", "M/d/yyyy h:mm a"]}
            started: {from: [Start time, Aloitusaika, Starttid], type: moment, optional: true, format: [usual, "M/d/yy H:mm:ss", "M/d/yy H:mm", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy h:mm:ss a", "M/d/yyyy h:mm a"]}
          drop: [ID, Id, Tunnus, Start time, Aloitusaika, Starttid, Completion time, Valmistumisaika, Slutförandetid, Email,
            Sähköposti, Sähköpostiosoite, E-post, E-postadress, Name, Nimi, Namn, Last modified time, Viimeinen muokkausaika,
            Viimeksi muokattu, Senast ändrad, Language, Kieli, Språk]
          # What stands for the e-mail address of whoever answers without one.
          missing: {anonymous: not-answered, Anonymous: not-answered, nimetön: not-answered, Nimetön: not-answered, anonyymi: not-answered, Anonyymi: not-answered}

        google-forms:
          title: Google Forms, responses as CSV, TSV or XLSX
          # The form's own CSV has the first, its sheet the second.
          separators: [";", ", "]
          recognise:
            - ["^Timestamp"]
            - ["^Aikaleima"]
            - ["^Tidstämpel"]
          columns:
            # The file has no name for a row but its place.
            respondent: {from: "#row", scope: file}
            submitted: {from: [Timestamp, Aikaleima, Tidstämpel], optional: true, format: [usual, "yyyy/MM/dd h:mm:ss a z", "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yyyy h:mm:ss a"]}
          drop: [Timestamp, Aikaleima, Tidstämpel, Email Address, Email address, Sähköpostiosoite, E-postadress, Username,
            Käyttäjätunnus, Användarnamn]

        qualtrics:
          title: Qualtrics, CSV export with its three header rows
          kinds: [csv]
          recognise:
            - [StartDate, EndDate, ResponseId]
            - [StartDate, RecordedDate, ResponseId]
          key: [respondent]
          part-separator: " - "
          format: {header-rows: 3, names: 1, texts: 2, header-holds: {"3": ImportId}}
          columns:
            respondent: {from: [ResponseId], optional: true}
            submitted: {from: [RecordedDate, EndDate], optional: true, format: [usual, "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yy H:mm"]}
            started: {from: [StartDate], type: moment, optional: true, format: [usual, "M/d/yyyy H:mm:ss", "M/d/yyyy H:mm", "M/d/yy H:mm"]}
          drop: [StartDate, EndDate, RecordedDate, ResponseId, Status, IPAddress, Progress, Duration (in seconds), Finished,
            RecipientLastName, RecipientFirstName, RecipientEmail, ExternalReference, ExternalDataReference, LocationLatitude,
            LocationLongitude, DistributionChannel, UserLanguage, Q_RecaptchaScore, Q_RelevantIDDuplicate,
            Q_RelevantIDDuplicateScore, Q_RelevantIDFraudScore, Q_RelevantIDLastStartDate]
          missing: {"-99": not-answered}
          exclude:
            - {column: [Finished], equals: [False, FALSE, "0"], optional: true, reason: the response was never finished}
            - {column: [Status], equals: [Survey Preview, Survey Test, Spam, Survey Preview Spam, Offline Survey Preview, "1", "2", "8", "9", "17"], optional: true, reason: "the response is a preview, a test or spam"}

        webropol:
          title: Webropol, by a declared map of columns
          columns:
            respondent: {from: [ResponseId, RespondentId, "#row"], scope: file, optional: true}
            submitted: {from: [ResponseDate, Vastausaika, Vastauspäivä, Svarstid], optional: true}
          drop: [ResponseId, RespondentId, ResponseDate, Vastausaika, Vastauspäivä, Svarstid, RespondentEmail, Sähköposti,
            Sähköpostiosoite, E-post, IP-osoite, IP address, Nimi, Etunimi, Sukunimi, Puhelinnumero]
        """#
}
