"""Forms of irregular verbs and nouns that no stemmer brings together: `met` is `meet`.

One entry a word: its base form, then the others. Only words that summaries are full of.
"""

_FORMS = {
    "en": """become became; begin began begun; break broke broken; bring brought;
        build built; buy bought; catch caught; choose chose chosen; come came; draw drew drawn;
        drive drove driven; eat ate eaten; fall fell fallen; feel felt; fight fought; find found;
        forget forgot forgotten; forbid forbade forbidden; get got gotten; give gave given;
        go went gone goes; grow grew grown; hear heard; hide hid hidden; hold held; keep kept;
        know knew known; lay laid; lead led; leave left; lend lent; mean meant;
        meet met meeting meetings; pay paid; ride rode ridden; rise rose risen;
        run ran; say said; see saw seen; seek sought; sell sold sale sales; send sent;
        shake shook shaken; show shown; sing sang sung; speak spoke spoken; spend spent;
        split splitting; stand stood; steal stole stolen; strike struck; swim swam swum;
        take took taken; teach taught; tell told; think thought; throw threw thrown;
        understand understood; undertake undertook undertaken; wear wore worn; win won;
        withdraw withdrew withdrawn; withhold withheld; write wrote written writing; freeze froze
        frozen; man men; woman women; child children; person people; life lives; half halves;
        lose loss losses lost""",
    "de": """beginnen begann begonnen beginnt beginn; bieten bot geboten; bleiben blieb geblieben;
        brechen brach gebrochen bricht; bringen brachte gebracht; denken dachte gedacht; dürfen
        durfte; essen aß gegessen; fahren fuhr gefahren fährt; fallen fiel gefallen fällt; finden
        fand gefunden; geben gab gegeben gibt; gehen ging gegangen; gelten galt gegolten gilt;
        gewinnen gewann gewonnen; halten hielt gehalten hält; heißen hieß; helfen half geholfen
        hilft; kennen kannte gekannt; kommen kam gekommen; lassen ließ
        gelassen lässt läßt; laufen lief gelaufen läuft; leihen lieh geliehen; lesen las gelesen
        liest; nehmen nahm genommen nimmt; nennen nannte genannt; rufen rief
        gerufen; schließen schloss geschlossen schließt; schneiden schnitt geschnitten; schreiben
        schrieb geschrieben; sehen sah gesehen sieht; sprechen sprach gesprochen spricht;
        steigen stieg gestiegen; sterben starb gestorben stirbt; tragen trug
        getragen trägt; treffen traf getroffen trifft; treten trat getreten tritt; tun tat getan;
        verlieren verlor verloren; vergessen vergaß vergisst; wachsen wuchs gewachsen wächst;
        werfen warf geworfen wirft; wissen wusste gewusst ; ziehen zog gezogen; erhalten
        erhielt erhält; bekommen bekam; enthalten enthielt enthält; entscheiden entschied
        entschieden; entstehen entstand entstanden; übernehmen übernahm übernommen übernimmt;
        verbieten verbot verboten; schlagen schlug geschlagen schlägt; sinken sank
        gesunken; frieren fror gefroren; beweisen bewies bewiesen""",
    "it": """aprire aperto aperta aperti aperte; assumere assunto assunta assunti assunse; bere
        bevuto; chiedere chiesto chiesta chiesti chiese; chiudere chiuso chiusa chiusi chiuse
        chiude; concedere concesso concessa concessi; cuocere cotto;
        decidere deciso decisa decisi decise; difendere difeso; dire detto detta dice disse;
        dirigere diretto; distruggere distrutto; dividere diviso; eleggere eletto eletta eletti
        elegge elezione; escludere escluso; esprimere espresso; fare fatto fatta fatti fa
        fece; giungere giunto; leggere letto; mettere messo messa messi; morire morto;
        muovere mosso; nascere nato nata nati; offrire offerto offre; perdere perso
        perduto; permettere permesso; piangere pianto; porre posto posta; prendere preso
        presa presi; promettere promesso promessa promise;
        proteggere protetto; ridurre ridotto ridotta riduce; rimanere rimasto rimasta; rispondere
        risposto; rompere rotto; scegliere scelto scelta scelti sceglie; scendere sceso;
        scrivere scritto scritta scritti; spendere speso; togliere
        tolto; tenere tiene tengono tenuto; uscire esce; vedere visto; venire venuto viene
        vengono; vincere vinto; vivere vissuto; svolgere svolto svolta; potere
        può possono potuto; dovere deve devono dovuto; dare dato; andare va vanno""",
}

BASE_FORMS: dict[str, dict[str, str]] = {
    language: {
        form: base
        for entry in text.split(";")
        for base, *forms in [entry.split()]
        for form in forms
    }
    for language, text in _FORMS.items()
}
"""The base of each irregular form, by language."""
