"""The commonest words of a few languages: they carry no meaning, and tell the language.

So do the words that summaries add of their own, as in "this text discusses".
"""

_WORDS = {
    "en": """a about above after again against all also am an and any are as at be because been
        before being below between both but by can could did do does doing down during each few
        for from further had has have having he her here hers him his how i if in into is it its
        itself just like made make many may me might more most much must my no nor not now of off
        on once one only or other our out over own per same shall she should so some such than
        that the their them then there these they this those through thus to too under until up
        upon us used uses using very was we were what when where whether which while who whom why
        will with within without would you your
        document text author authors paper section article part discuss discusses discussed describe
        describes described highlight highlights emphasize emphasizes mention mentions outlines
        provides presents covers including include includes various importance summary overview""",
    "de": """aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim
        bis bzw da damit dann das dass dem den denn der des die dies diese diesem diesen dieser
        dieses doch dort durch ein eine einem einen einer eines er es etwa für gegen hat haben hatte
        hier ich ihm ihn ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes
        kann kein keine keinen können man mehr mit muss müssen nach nicht noch nur ob oder ohne
        sehr sein seine seinem seinen seiner sich sie sind so soll sollen sowie über um und uns
        unter vom von vor war waren wegen weil welche welcher wem wen wenn wer werden wie wird wir
        wo worden wurde wurden zu zum zur zwischen text dokument abschnitt beschreibt
        behandelt erläutert""",
    "it": """a ad agli ai al alla alle allo anche c che chi ci come con cui d da dagli dai dal dalla
        dalle dallo degli dei del dell della delle dello di dove e ed era essere fra gli ha hanno i
        il in io l la le lo loro lui ma mi molto ne negli nei nel nella nelle nello no noi non o
        ogni però per perché più può quale quali quando quella quelle quelli quello questa queste
        questi questo se sempre senza si sia sono stata stati stato su sua sue sugli sui sul sulla
        sulle sullo suo suoi tra tutti tutto un una uno venne vengono vennero viene è dall nell all
        sull testo documento sezione descrive tratta presenta""",
    "fr": """à afin ai ainsi alors après au aucun aussi autre autres aux avant avec avoir c car ce
        ceci cela celle celui ces cet cette ceux chaque ci comme d dans de depuis des donc dont du
        elle elles en entre est et eu être fait il ils j je l la le les leur leurs lors lui mais me
        même moins n ne ni nos notre nous on ont ou où par pas peut plus pour qu quand que quel
        quelle qui s sa sans se selon ses si son sont sous sur tous tout toute toutes très tu un
        une vos votre vous y été étaient était""",
    "es": """a al algo algunas algunos ante antes aquel como con contra cual cuando de del desde
        donde dos durante e el ella ellas ellos en entre era es esa ese eso esta estas este esto
        estos está están fue fueron ha han hasta hay la las le les lo los mas me mi mismo muy más
        ni no nos o otra otras otro otros para pero por porque puede que quien se según ser si sido
        sin sobre son su sus sí también tanto tiene tienen todo todos un una uno unos y ya""",
    "pt": """a ao aos apenas após aquela aquele as assim até cada com como contra da das de dela
        dele deles depois do dos e ela elas ele eles em entre era essa esse esta estas este estes
        está estão eu foi foram há isso isto já lhe mais mas me mesmo muito na nas nem no nos não o
        onde os ou para pela pelas pelo pelos por porque pode podem qual quando que quem se sem ser
        seu seus si sobre sua suas são também tem todo todos um uma umas uns à às é""",
    "nl": """aan al alle als andere bij dan dat de deze die dit door dus een en er geen had hebben
        heeft hem het hier hij hoe hun iets ik in is ja je kan kunnen maar meer men met mijn moet
        na naar niet nog nu of om omdat onder ons ook op over te tegen tot u uit uw van veel voor
        waar was wat we wel werd wie wij worden wordt zal ze zich zij zijn zo zonder zou""",
}

STOP_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split()) for code, words in _WORDS.items()
}
