// Alles, was die Seite sagt, auf Deutsch.

/** @param {number} count @param {string} one @param {string} many */
const s = (count, one, many) => `${count.toLocaleString("de")} ${count === 1 ? one : many}`;
/** @param {number} count */
const tasks = (count) => s(count, "Aufgabe", "Aufgaben");

export const texts = {
  doors: {
    title: "Was möchten Sie tun?",
    promise:
      "Zeigt die laufenden Übertragungsaufgaben, bricht die ausgewählten ab und bleibt dabei, bis jede steht. Schlüssel bleiben in diesem Tab.",
    practice: "In der Übung umsehen",
    practiceHelp:
      "Eine erfundene Cloud mit Aufgaben, die laufen, hängen und scheitern. Kaputtgehen kann nichts.",
    practiceOpen: "Übung beginnen",
    practiceShut: "Für die Übung braucht es eine Übungs-Cloud: npm start hat eine.",
    signin: "Anmelden",
    signinHelp:
      "Dieser Dienst verwahrt die Schlüssel und sendet. Was er begonnen hat, geht weiter, auch wenn Sie die Seite schließen.",
    signinOpen: "Anmelden…",
    connect: "Mit Schlüsseln verbinden",
    connectHelp:
      "Diese Seite signiert und sendet selbst. Die Schlüssel bleiben im Speicher dieses Tabs und werden mit ihm vergessen.",
    connectOpen: "Schlüssel eingeben…",
    explain: "Ich habe eine Antwort zu lesen",
    explainHelp:
      "Fügen Sie einen Fehler, ein Protokoll, eine Antwort oder eine ID ein und sehen Sie, was es bedeutet. Gesendet wird nichts.",
    explainOpen: "Text einfügen…",
  },

  bar: {
    region: "Region",
    chooseRegion: "Region…",
    key: "Angemeldet als",
    keysHeld: "Schlüssel im Speicher",
    /** @param {string} time */
    expires: (time) => `laufen ab in ${time}`,
    expired: "abgelaufen",
    forget: "Schlüssel vergessen",
    signOut: "Abmelden",
    leavePractice: "Übung verlassen",
    practice: "ÜBUNG: nichts hier ist echt",
    fault: "Was soll schiefgehen?",
    reset: "Von vorn",
    /** @param {string} time @param {boolean} isSlow */
    clock: (time, isSlow) =>
      `Dieser Rechner geht ${time} ${isSlow ? "nach" : "vor"}: signiert wird mit der Zeit des Anbieters.`,
    clockTitle: "Die Uhren",
    clockReset: "Zeit dieses Rechners nehmen",
    viewer: "Sie dürfen zusehen, aber nichts abbrechen.",
    commands: "Alle Befehle",
    help: "Tastatur",
    theme: "Hell oder dunkel",
    language: "Sprache",
    menu: "Orte",
    back: "Zurück",
  },

  faults: /** @type {Record<string, string>} */ ({
    nothing: "Nichts",
    expired: "Die Schlüssel sind abgelaufen",
    forbidden: "Abbrechen ist nicht erlaubt",
    throttled: "Der Anbieter ist überlastet (drosselt)",
    lost: "Antworten gehen verloren",
    broken: "Antworten brechen ab",
    proxy: "Ein Proxy antwortet stattdessen",
    clock: "Die Uhren gehen eine Stunde auseinander",
    down: "Der Anbieter ist ausgefallen",
  }),

  rail: {
    find: "Suchen",
    everything: "Alles",
    needs: "IDs fehlen",
    have: "Ich habe",
    id: "ID, ARN, URL, Befehl",
    runs: "Läufe",
    history: "Verlauf",
    noRuns: "Noch wurde nichts abgebrochen.",
  },

  services: /** @type {Record<string, { name: string, tasks: string }>} */ ({
    "fsx:CancelDataRepositoryTask": { name: "Amazon FSx", tasks: "Data-Repository-Aufgaben" },
    "datasync:CancelTaskExecution": { name: "AWS DataSync", tasks: "Ausführungen" },
    "snow-device-management:CancelTask": { name: "AWS Snow", tasks: "Geräteaufgaben" },
    "nas:CancelDataFlowSubTask": { name: "CPFS-Streams", tasks: "Streaming-Aufgaben" },
    "nas:CancelDataFlowTask": { name: "CPFS-Datenflüsse", tasks: "Datenfluss-Aufgaben" },
    "sfsturbo:DeleteHpcCacheTask": { name: "SFS Turbo", tasks: "Import- und Export-Aufgaben" },
    "oms:StopTask": { name: "OMS", tasks: "Migrationsaufgaben" },
  }),

  cancels: /** @type {Record<string, { effects: string[], requirements: string[] }>} */ ({
    "fsx:CancelDataRepositoryTask": {
      effects: [
        "Dateien, die FSx schon exportiert hat, werden nicht zurückgenommen.",
        "Dateien, die beim Eintreffen des Abbruchs unterwegs sind, werden noch exportiert.",
        "Dateien, die noch nicht exportiert sind, werden es nicht mehr.",
        "Dateien, die eine Release-Aufgabe schon freigegeben hat, bleiben freigegeben.",
      ],
      requirements: ["Die Aufgabe ist PENDING oder EXECUTING."],
    },
    "datasync:CancelTaskExecution": {
      effects: [
        "Dateien, die unterwegs sind, werden unterbrochen: Am Ziel können sie unvollständig sein oder von der Quelle abweichen.",
        "Die nächste Ausführung, die bis zum Ende läuft, bringt sie in Ordnung.",
        "Wartende Ausführungen derselben Aufgabe kommen danach an die Reihe.",
        "DataSync kennt keinen Zustand für abgebrochen: Die Ausführung ist CANCELLING und endet dann als ERROR.",
      ],
      requirements: ["Die Ausführung ist nicht beendet."],
    },
    "snow-device-management:CancelTask": {
      effects: [
        "Die Aufgabe kann noch laufen, wenn sie die Warteschlange vor dem Abbruch verlassen hat.",
        "Begonnene Ausführungen gehen weiter.",
      ],
      requirements: ["Die Ausführungen sind noch QUEUED: Hat eine begonnen, geht es nicht mehr."],
    },
    "nas:CancelDataFlowSubTask": {
      effects: [
        "Der Abbruch ist asynchron: Daten fließen weiter, bis die Aufgabe CANCELED ist.",
        "Schon übertragene Daten bleiben, wo sie sind.",
        "Nur diese Streaming-Aufgabe wird abgebrochen; die Datenfluss-Aufgabe, zu der sie gehört, läuft weiter.",
      ],
      requirements: [
        "Ein Dateisystem CPFS for Lingjun (bmcpfs-) ab Version 2.6.0.",
        "Der Datenfluss ist Running und seine Aufgabe Executing.",
        "Die Streaming-Aufgabe ist CREATED oder RUNNING.",
      ],
    },
    "nas:CancelDataFlowTask": {
      effects: [
        "Der Abbruch ist asynchron: Daten fließen weiter, bis die Aufgabe Canceled ist.",
        "Schon übertragene Daten bleiben, wo sie sind.",
      ],
      requirements: [
        "Ein CPFS-Dateisystem (cpfs-) ab Version 2.2.0 oder CPFS for Lingjun (bmcpfs-) ab 2.4.0.",
        "Die Aufgabe ist Pending oder Executing.",
        "Keine ihrer Streaming-Aufgaben läuft noch.",
      ],
    },
    "sfsturbo:DeleteHpcCacheTask": {
      effects: [
        "Die Aufgabe wird abgebrochen und ihr Eintrag gelöscht: Danach ist ihre ID unbekannt, auch beim Nachfragen.",
        "Schon importierte oder exportierte Daten bleiben, wo sie sind.",
        "Auch eine schon beendete Aufgabe verliert ihren Eintrag.",
      ],
      requirements: [
        "Ein SFS-Turbo-Dateisystem mit 20, 40, 125, 250, 500 oder 1.000 MB/s/TiB, über NFS eingehängt.",
      ],
    },
    "oms:StopTask": {
      effects: [
        "Das Anhalten ist asynchron: Objekte werden weiter migriert, bis die Aufgabe im Zustand 3 (angehalten) ist.",
        "Schon migrierte Objekte bleiben am Ziel.",
        "Eine angehaltene OMS-Aufgabe lässt sich wieder starten: Endgültig ist nur das Löschen.",
      ],
      requirements: ["Die Aufgabe läuft (Zustand 2)."],
    },
  }),

  list: {
    title: "Aufgaben",
    tabs: { running: "Laufen", ending: "Enden", ended: "Beendet", all: "Alle" },
    search: "IDs, Arten, Pfade suchen",
    refresh: "Aktualisieren",
    /** @param {string} time */
    asOf: (time) => `Stand ${time}`,
    loading: "Aufgaben werden gesucht…",
    columns: { state: "Zustand", task: "Aufgabe", type: "Art", age: "Seit", done: "Fortschritt" },
    selectAll: "Alle auswählen, die sich abbrechen lassen",
    /** @param {string} id */
    select: (id) => `${id} auswählen`,
    empty: "Hier ist keine Aufgabe.",
    /** @param {number} ended */
    emptyRunning: (ended) =>
      ended > 0
        ? `Keine Aufgabe läuft. ${s(ended, "ist", "sind")} beendet.`
        : "Keine Aufgabe läuft, und keine ist beendet.",
    showEnded: "Beendete zeigen",
    noMatch: "Keine Aufgabe passt zur Suche.",
    clearSearch: "Suche löschen",
    choosePlace: "Sagen Sie, wo gesucht werden soll",
    /** @param {string} names */
    needs: (names) => `Um die Aufgaben zu zeigen, fehlt diesem Dienst: ${names}.`,
    /** @param {number} rows */
    more: (rows) => `${tasks(rows)} bisher.`,
    goOn: "Weiterlesen",
    showMore: "Mehr Zeilen zeigen",
    stuck: "schon lange",
    /** @param {string} vendor */
    shut: (vendor) =>
      `Soweit bekannt, lässt sich ${vendor} von keiner Webseite aus aufrufen. Führen Sie stattdessen dies im Terminal aus und fügen Sie die Ausgabe hier ein.`,
    tryAnyway: "Trotzdem von hier versuchen",
    pasteReply: "Antwort einfügen",
    partly: "Manche Orte waren nicht lesbar",
  },

  states: /** @type {Record<string, string>} */ ({
    queued: "wartet",
    running: "läuft",
    canceling: "bricht ab",
    canceled: "abgebrochen",
    succeeded: "fertig",
    failed: "gescheitert",
    expired: "abgelaufen",
    deleting: "wird gelöscht",
    unknown: "unbekannt",
    paused: "angehalten",
  }),

  selection: {
    /** @param {number} count */
    selected: (count) => `${count} ausgewählt`,
    /** @param {number} count */
    can: (count) => s(count, "lässt sich abbrechen", "lassen sich abbrechen"),
    /** @param {number} count */
    cannot: (count) => `${count} nicht`,
    clear: "Aufheben",
    /** @param {number} count */
    callOff: (count) => `${tasks(count)} abbrechen…`,
    callOffOne: "Abbrechen…",
  },

  question: {
    /** @param {number} count */
    title: (count) => `${tasks(count)} abbrechen?`,
    effects: "Was nicht rückgängig wird",
    requirements: "Voraussetzung",
    leftOut: "Ausgelassen",
    why: {
      ended: "ist schon beendet",
      ending: "endet schon",
      state: "lässt sich in diesem Zustand nicht abbrechen",
      "no-call": "mit diesen IDs entsteht kein gültiger Aufruf",
    },
    none: "Keine der ausgewählten Aufgaben lässt sich abbrechen.",
    /** @param {number} count */
    more: (count) => `${count} weitere`,
    /** @param {number} count */
    type: (count) => `Geben Sie ${count} ein, wenn wirklich alle gemeint sind`,
    /** @param {string} host */
    typeHost: (host) => `Geben Sie ${host} ein, um zu bestätigen, dass die Aufrufe dorthin gehen`,
    requests: "Die Aufrufe, um sie woanders auszuführen",
    no: "Weiterlaufen lassen",
    noOne: "Weiterlaufen lassen",
    /** @param {number} count */
    yes: (count) => `${tasks(count)} abbrechen`,
    sending: "Wird gesendet…",
    real: "Das ist echt.",
    practice: "Das ist eine Übung: nichts hier ist echt.",
    viewer: "Sie dürfen zusehen, aber nichts abbrechen: Fragen Sie jemanden, der es darf.",
  },

  run: {
    /** @param {number} count */
    title: (count) => `${s(count, "Aufgabe wird", "Aufgaben werden")} abgebrochen`,
    /** @param {number} count */
    overTitle: (count) => `Abgebrochen: ${tasks(count)}`,
    /** @param {number} ended @param {number} total */
    progress: (ended, total) => `${ended} von ${total} haben ein Ergebnis`,
    /** @param {number} confirmed @param {number} total */
    said: (confirmed, total) => `${confirmed} von ${total} bestätigt`,
    allConfirmed: "Keine davon läuft mehr.",
    someLeft: "Manche laufen vielleicht noch: siehe unten.",
    stop: "Nicht weiter senden",
    stopAlone: "Nicht weiter nachfragen",
    stopped: "Angehalten: Was noch nicht gesendet war, wird es nicht mehr.",
    copyReport: "Bericht kopieren",
    close: "Zurück zur Liste",
    open: "Zeigen",
    lost: "Keine Verbindung zum Dienst. Dort geht der Lauf weiter; diese Seite versucht es wieder.",
    /** @param {string} time */
    after: (time) => `nach ${time}`,
    /** @param {string} time */
    acceptedAgo: (time) => `vor ${time} angenommen`,
    outlives: "Es geht weiter, auch wenn Sie diese Seite schließen.",
    dies: "Lassen Sie diese Seite offen: Sie fragt nach.",
    wanting: "wartet aufs Senden",
    offline: "Dieser Rechner ist offline. Die Seite fragt weiter nach.",
    lostAlone: "Vom Anbieter kommt keine Antwort. Die Seite versucht es wieder.",
    noReply: "gesendet, noch keine Antwort",
    left: "Gesendet, danach fragte niemand mehr nach: Sie steht vielleicht, oder läuft noch",
    noSuch: "Diesen Lauf gibt es nicht",
    noneYet: "Lauf",
    isPart: "Ein Teil der Adresse nennt keinen Lauf und blieb weg.",
    /** @param {number} shown @param {number} total */
    shown: (shown, total) =>
      `Gezeigt sind die ersten ${shown} von ${total} Aufgaben; die Zahlen gelten für alle.`,
    columns: { end: "Ergebnis", task: "Aufgabe", what: "Was geschah", time: "Zeit" },
    again: "Diese noch einmal versuchen",
  },

  ends: /** @type {Record<string, string>} */ ({
    waiting: "wartet",
    canceling: "bricht ab",
    trying: "angefragt",
    confirmed: "steht",
    hadEnded: "war beendet",
    refused: "abgelehnt",
    unconfirmed: "unbekannt",
    failed: "nicht gesendet",
  }),

  verdicts: /** @type {Record<string, string>} */ ({
    accepted: "Angenommen, steht noch nicht",
    canceled: "Abgebrochen",
    "dry-run-passed": "Der Probelauf gelang: Geändert wurde nichts",
    ok: "Der Anbieter hat geantwortet",
    "already-ended": "Sie war schon beendet",
    "not-found": "Keine solche Aufgabe",
    conflict: "Ihr Zustand lässt es gerade nicht zu",
    unsupported: "Bei dieser Ressource nicht möglich",
    "invalid-request": "Der Anbieter lehnt eine Angabe ab",
    unauthenticated: "Die Zugangsdaten wurden nicht angenommen",
    "clock-skew": "Die Uhren gehen zu weit auseinander",
    forbidden: "Keine Berechtigung",
    throttled: "Zu viele Anfragen",
    "provider-fault": "Beim Anbieter ging etwas schief: ob es wirkte, ist unbekannt",
    unrecognized: "Etwas dazwischen antwortete, oder die Antwort brach ab",
    "no-answer": "Es kam keine Antwort",
    "wrong-token": "Das Token wird nicht angenommen",
    "signed-out": "Das Token wird nicht oder nicht mehr angenommen",
    forgotten: "Die Schlüssel wurden vergessen",
    aborted: "Angehalten, bevor es gesendet wurde",
    invalid: "Der Aufruf lässt sich nicht senden",
    credentials: "Mit den Schlüsseln lässt sich nicht signieren",
    "too-many-requests": "Zu viele Anfragen an diesen Dienst",
    internal: "Hier ging etwas schief",
    practice: "Die Übungs-Cloud lehnte ab",
    "not-configured": "Der Dienst ist nicht eingerichtet",
    "no-such-job": "Diesen Lauf gibt es nicht, oder er ist nicht für Sie",
    "may-have-begun":
      "Es kam keine Antwort: Vielleicht hat es begonnen. Noch einmal zu bestätigen ist sicher: Nichts beginnt doppelt",
    shut: "Erreichbar, aber von keiner Webseite aus: sehr wahrscheinlich wurde nichts gesendet",
  }),
  otherProblem: "Das ging nicht",

  acts: {
    newKeys: "Neue Schlüssel eingeben…",
    signIn: "Neu anmelden…",
    retry: "Noch einmal",
    policy: "Die fehlende Berechtigung",
  },

  inspect: {
    title: "Aufgabe",
    close: "Schließen",
    copyId: "ID kopieren",
    notCopied:
      "Es ließ sich nicht kopieren: Der Browser erlaubt es nicht. Markieren Sie den Text und kopieren Sie ihn selbst.",
    copied: "Kopiert",
    state: "Zustand",
    type: "Art",
    source: "Arbeitet an",
    created: "Angelegt",
    started: "Begonnen",
    ended: "Beendet",
    progress: "Fortschritt",
    /** @param {string} done @param {string} total */
    files: (done, total) => `${done} von ${total} Dateien`,
    /** @param {string} count */
    failures: (count) => `${count} gescheitert`,
    failure: "Warum sie scheiterte",
    service: "Dienst",
    region: "Region",
    profile: "Profil",
    happened: "Was geschah",
    nothing: "Noch nichts.",
    reply: "Antwort auf den Abbruch",
    request: "Anfrage-ID",
    code: "Code",
    docs: "Seite des Anbieters",
    commands: "Der Aufruf, um ihn woanders auszuführen",
    all: "Alles zeigen",
  },

  history: {
    title: "Verlauf",
    runs: "Läufe",
    record: "Was getan wurde",
    search: "IDs, Codes, Anfrage-IDs suchen",
    csv: "Als CSV speichern",
    alone: "Bleibt in diesem Tab, bis er geschlossen wird. Schlüssel sind nicht darin.",
    empty: "Es gibt keine Einträge.",
    noMatch: "Kein Eintrag passt.",
    columns: {
      at: "Wann",
      who: "Wer",
      what: "Was",
      task: "Aufgabe",
      verdict: "Antwort",
      request: "Anfrage-ID",
    },
    what: /** @type {Record<string, string>} */ ({
      start: "begann einen Lauf",
      stop: "hielt einen Lauf an",
      cancel: "brach ab",
      look: "fragte nach",
      lost: "Schritt verloren",
    }),
    /** @param {number} confirmed @param {number} total */
    counts: (confirmed, total) => `${confirmed} von ${total} stehen`,
  },

  explain: {
    title: "Was bedeutet dieser Text?",
    label: "Eine Antwort, ein Fehler, ein Protokoll, eine ID, ARN, URL, ein Befehl",
    placeholder: "Fügen Sie hier irgendetwas ein. Gesendet wird nichts; Geheimes wird verdeckt.",
    example: "Ein Beispiel",
    clear: "Leeren",
    loading: "Wird gelesen…",
    kinds: {
      reply: "Die Antwort eines Anbieters",
      error: "Ein Fehler, wie ihn ein Werkzeug ausgibt",
      event: "Ein Eintrag eines Audit-Protokolls",
      network: "Ein Fehler des Netzes: Die Antwort eines Anbieters ist nicht darin",
      call: "Er nennt eine Aufgabe",
      nothing: "Darin ist keine Antwort eines Anbieters und keine Aufgabe",
    },
    /** @param {string} operation */
    readAs: (operation) => `Gelesen als Antwort auf ${operation}`,
    found: "Darin gefunden",
    status: "Status",
    again: "Derselbe Aufruf darf noch einmal gesendet werden.",
    notAgain: "Denselben Aufruf noch einmal zu senden, hilft nicht.",
    useCall: "Abbrechen…",
    goThere: "Ihre Liste zeigen",
    /** @param {string} region @param {string} profile */
    foreignRegion: (region, profile) =>
      `Der Text nennt die Region ${region}, die das Profil ${profile} nicht hat: Von hier lässt sich dort nichts abbrechen.`,
    cut: "Der Text ist länger als 2 Millionen Zeichen: Der Rest wurde weggelassen und nicht gelesen.",
    needKeys: "Verbinden Sie sich oder melden Sie sich an, um sie von hier abzubrechen.",
    tasks: (/** @type {number} */ count) =>
      `Diese ${count === 1 ? "Aufgabe" : tasks(count)} in der Liste zeigen`,
  },

  connect: {
    title: "Mit Schlüsseln verbinden",
    vendor: "Wessen Schlüssel?",
    paste: "Fügen Sie ein, was Sie haben",
    pasteHelp:
      "Einen Credentials-Block, export-Zeilen, CSV, JSON eines STS-Aufrufs. Es wird sofort zerlegt und nicht behalten.",
    /** @param {string} what */
    pasted: (what) => `Gefunden: ${what}`,
    pastedNothing: "Darin waren keine Schlüssel.",
    accessKeyId: "Access Key ID",
    secretAccessKey: "Secret Access Key",
    sessionToken: "Session-Token",
    optional: "falls es eines gibt",
    or: "oder",
    token: "IAM- oder OAuth-Token",
    advanced: "Anderer Endpunkt",
    endpoint: "Endpunkt",
    endpointHelp:
      "Nur auf diesem Rechner, etwa http://127.0.0.1:8044/cloud. Sonst wird der Endpunkt der Region genommen.",
    open: "Verbinden",
    back: "Zurück",
    promise:
      "Die Schlüssel bleiben im Speicher dieses Tabs: nie gespeichert, nie in der Adresse. Eine halbe Stunde Ruhe, und sie sind vergessen.",
    /** @param {string} vendor */
    shut: (vendor) =>
      `Soweit bekannt, lässt sich ${vendor} von keiner Webseite aus aufrufen. Sie bekommen Befehle fürs Terminal, und diese Seite liest deren Ausgabe.`,
    missing: "fehlt",
    masked: "ist nur eine Maske, nicht der Wert selbst",
    odd: "enthält ein Anführungszeichen, ein Leerzeichen oder ein Zeichen, das in keinem Schlüssel vorkommt: Kopieren Sie nur den Wert",
    swapped: "Die beiden scheinen vertauscht: Das ist ein Geheimnis, keine ID.",
    notLoopback: "Von hier lässt sich nur ein Endpunkt auf diesem Rechner aufrufen.",
  },

  signin: {
    title: "Anmelden",
    token: "Token",
    help: "Das Token, das Sie vom Betreiber des Dienstes haben. Es bleibt im Speicher dieses Tabs; nach dem Neuladen wird wieder danach gefragt.",
    open: "Anmelden",
    resume: "Beim Dienst geht ein Lauf weiter. Melden Sie sich an, um ihn zu sehen.",
  },

  leave: {
    title: "Verlassen, während etwas läuft?",
    help: "Diese Seite fragt selbst nach: Sind die Schlüssel vergessen, sieht niemand mehr, ob die Aufgaben enden, und was nicht gesendet ist, wird nicht gesendet.",
    no: "Bleiben",
    yes: "Schlüssel vergessen",
  },

  copy: {
    title: "Kopieren als",
    copy: "Kopieren",
    secrets: "Schlüssel sind nicht darin: Die Befehle nehmen sie aus Ihrer Umgebung.",
  },

  palette: {
    title: "Alle Befehle",
    placeholder: "Befehl oder Ort eintippen",
    none: "Keinen solchen Befehl gibt es.",
  },

  keys: {
    title: "Tastatur",
    letters: "Einzelne Buchstaben wirken",
    lettersHelp: "Schalten Sie das ab, wenn Sie diktieren oder die Buchstaben stören.",
    list: /** @type {Record<string, string>} */ ({
      search: "Suchen",
      next: "Nächste Zeile",
      previous: "Vorige Zeile",
      select: "Zeile auswählen",
      selectTo: "Bis hierher auswählen",
      selectAll: "Alle auswählen, die sich abbrechen lassen",
      clear: "Aufheben oder schließen",
      inspect: "Alles zu einer Aufgabe",
      callOff: "Abbrechen…",
      confirm: "In der Rückfrage bestätigen",
      refresh: "Aktualisieren",
      copyId: "ID kopieren",
      copyAs: "Als Befehl kopieren",
      place: "Erster bis neunter Ort; 0 ist alles",
      reply: "Antwort lesen",
      runs: "Verlauf",
      palette: "Alle Befehle",
      help: "Diese Liste",
    }),
  },

  themes: { auto: "Wie das System", light: "Hell", dark: "Dunkel" },
  close: "Schließen",
  idle: "Eine halbe Stunde ohne Taste oder Klick: Die Schlüssel wurden vergessen.",
  loading: "Wird geladen…",
};
