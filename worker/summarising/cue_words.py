"""Words that turn what a sentence says: negation, opposites, causes, the passive.

Entries are parted by commas; an entry of several words is matched as a phrase. Words of more than
four letters are matched by their stem.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueWords:
    """The cues of one language."""

    negation: str
    """Words that deny what stands in their scope."""
    soft: str
    """Words that can say the same as a negation: they excuse a missing one."""
    ends_scope: str
    """Words behind which a negation no longer holds."""
    modality: tuple[str, str]
    """What one has to, what one can."""
    opposites: tuple[tuple[str, str], ...]
    because: str
    """The cause follows."""
    therefore: str
    """The effect follows."""
    passive: str
    """Forms of to be and to become that make a passive."""
    by: str
    """What stands before the one who acts, in the passive."""
    gives: str = ""
    """Verbs whose subject parts with something."""
    gets: str = ""
    """Verbs whose subject has something afterwards."""
    prefixes: str = ""
    """Beginnings of words that deny the rest of it."""
    denies_backwards: bool = False
    """Whether a negation stands behind what it denies as often as before."""


CUE_WORDS = {
    "en": CueWords(
        negation="not, no, never, neither, nor, none, nothing, nobody, without",
        soft="not only, or no, or not, may only, can only, except, unless, fail, lack, prevent,"
        " avoid, refuse, prohibit, forbid, only, rather than, instead of, hardly, rarely, seldom,"
        " exclude, deny, unable, absence, free of,"
        " little, few, other than, despite, regardless, prohibition, instead, stop, ignore",
        ends_scope="but, however, although, whereas, because, since, if, when, while, which, until",
        modality=(
            "must, shall, required, obliged, obligated, obligation, have to, has to, had to,"
            " need to, needs to, need, needs, mandatory, is to, are to",
            "may, might, can, could, optional, optionally, is permitted, are permitted, is allowed,"
            " are allowed, is free to, are free to, able to, right to, entitled to",
        ),
        opposites=(
            ("all, every, each, always, entire, whole, any",
             "some, several, few, a few, certain, sometimes, partly, only some"),
            ("all, every, always, most, usually, often, many", "never, rarely, seldom, hardly"),
            ("at least, minimum, no less than, not less than, no fewer than, or more, no earlier",
             "at most, maximum, no more than, not more than, up to, or less, not exceed, no later"),
            ("more, greater, larger, higher, bigger", "less, lesser, fewer, smaller, lower"),
            ("more than, over, above, exceed", "less than, fewer than, under, below"),
            ("most, largest, highest, greatest", "least, smallest, lowest, fewest"),
            ("high", "low"), ("most, many, several, numerous", "few, hardly any"),
            ("better, best", "worse, worst"), ("faster, fast, quick", "slower, slow"),
            ("longer", "shorter"), ("earlier, early", "later, late"), ("strong", "weak"),
            ("before, prior to", "after, following"), ("first", "last"),
            ("increase, raise, rise, grow, improve, gain",
             "decrease, lower, reduce, fall, drop, shrink, worsen, decline, lose"),
            ("allow, permit, enable, let", "prevent, forbid, prohibit, disallow, block, prevent"),
            ("include, including", "exclude, excluding, except"), ("accept", "reject, refuse"),
            ("begin, start, commence", "end, terminate, expire, finish, stop"),
            ("succeed, success", "fail, failure"), ("open", "close, closed"), ("buy", "sell"),
            ("possible", "impossible"), ("valid", "invalid, void"), ("simple, easy", "complex,"
             " difficult, hard"), ("with", "without"), ("internal", "external"),
            ("public", "private, confidential"), ("read", "write"), ("send", "receive"),
            ("minimize, minimise", "maximize, maximise"), ("advantage", "disadvantage"),
            ("inside, within", "outside"), ("older, elder", "younger, newer"),
            ("cheaper, cheap", "dearer, expensive, costlier"),
            ("harder", "softer, easier"), ("warmer, hotter, hot", "colder, cooler, cold"),
            ("heavier, heavy", "lighter"), ("taller", "shorter"), ("deeper", "shallower"),
            ("wider", "narrower"), ("richer", "poorer"), ("near, nearer", "far, farther"),
            ("win, wins, won, beat, beats, defeat", "lose, loses, lost"), ("even", "odd"),
            ("in favour of, voted for", "against, voted against"),
            ("support, back, favour, favor", "oppose, reject"),
            ("weekday", "weekend"),
            ("upper", "lower"), ("mutual", "unilateral"),
            ("positive", "negative"), ("exclusive", "nonexclusive"), ("same", "different"),
        ),
        because="because, because of, since, as a result of, due to, owing to, caused by,"
        " comes from, come from, stems from, stem from, arises from, arise from,"
        " thanks to",
        therefore="therefore, so, so that, leads to, lead to, led to, causes, cause, caused,"
        " results in,"
        " result in, resulted in, thus, hence, consequently, as a result",
        passive="is, are, was, were, be, been, being, gets, got",
        by="by, with",
        gives="give, gives, gave, lend, lends, lent, sell, sells, sold, pay, pays, paid, send,"
        " sends, sent, grant, supply, supplies, donate, deliver, hand, hands, transfer, award,"
        " provide, pass, passes, teach, lease to",
        gets="receive, get, gets, got, obtain, borrow, buy, buys, bought, purchase, acquire, earn,"
        " inherit, learn from",
        prefixes="un, in, im, non, dis, ir, il",
    ),
    "de": CueWords(
        negation="nicht, kein, keine, keinen, keinem, keiner, keines, nie, niemals, nichts,"
        " niemand, weder, ohne",
        soft="nicht nur, außer, nur, ausgenommen, ausgeschlossen, verbieten, verboten, untersagt,"
        " unzulässig, verweigern, ablehnen, kaum, selten, fehlt, fehlen, es sei denn, statt,"
        " anstatt, sofern, unwirksam, entfällt",
        ends_scope="aber, sondern, jedoch, weil, wenn, sofern, obwohl, während, soweit, falls",
        modality=(
            "muss, müssen, musste, mussten, verpflichtet, verpflichtung, pflicht, erforderlich,"
            " hat zu, haben zu, ist zu, sind zu, zwingend",
            "kann, können, konnte, konnten, darf, dürfen, durfte, könnte, könnten, berechtigt,"
            " freigestellt, möglich, recht, das recht",
        ),
        opposites=(
            ("alle, aller, allen, jeder, jede, jedes, jedem, jeden, stets, immer, sämtliche",
             "einige, einigen, manche, manchen, mehrere, wenige, gewisse, teilweise, manchmal"),
            ("immer, stets, meist, oft", "nie, niemals, selten, kaum"),
            ("mindestens, wenigstens, nicht weniger als", "höchstens, maximal, nicht mehr als,"
             " bis zu"),
            ("mehr, größer, höher", "weniger, kleiner, niedriger, geringer"),
            ("mehr als, über", "weniger als, unter"),
            ("größte, größten, höchste, höchsten, meisten", "kleinste, kleinsten, niedrigste,"
             " geringste, wenigsten"),
            ("hoch, hohe, hohen", "niedrig, niedrige, niedrigen"), ("viele, meisten", "wenige"),
            ("älter, älteren", "jünger, neuer"), ("teurer, teuer", "billiger, günstiger, billig"),
            ("wärmer, warm", "kälter, kalt"), ("härter", "weicher"), ("schwerer", "leichter"),
            ("gewinnt, gewann, gewonnen", "verliert, verlor, verloren"), ("dafür", "dagegen"),
            ("besser", "schlechter"), ("schneller", "langsamer"), ("länger", "kürzer"),
            ("früher", "später"), ("vor, bevor, vorher", "nach, nachdem, nachher"),
            ("erste, ersten, erster", "letzte, letzten, letzter"),
            ("erhöhen, erhöht, steigen, steigt, wachsen, zunehmen, steigern, verbessern",
             "senken, senkt, sinken, sinkt, fallen, abnehmen, verringern, verschlechtern"),
            ("erlauben, erlaubt, ermöglichen, zulässig", "verbieten, verboten, verhindern,"
             " untersagt, unzulässig"),
            ("einschließlich, inklusive", "ausschließlich, exklusive, ausgenommen"),
            ("beginnen, beginnt, beginn, anfang", "enden, endet, ende, beendigung"),
            ("mit", "ohne"), ("innerhalb", "außerhalb"), ("bezahlt", "unbezahlt"),
            ("wirksam", "unwirksam"), ("öffnen", "schließen"), ("annehmen", "ablehnen"),
            ("vorteil", "nachteil"), ("oberhalb", "unterhalb"), ("gleich", "verschieden"),
            ("einfach, leicht", "schwer, schwierig, komplex"), ("gültig", "ungültig"),
        ),
        because="weil, da, wegen, aufgrund, infolge, dank, denn",
        therefore="daher, deshalb, deswegen, folglich, somit, führt zu, führen zu, führte zu,"
        " bewirkt, verursacht",
        passive="wird, werden, wurde, wurden, worden, ist, sind, war",
        by="von, vom, durch",
        gives="geben, gibt, gab, gaben, zahlen, zahlt, zahlte, bezahlt, verkaufen, verkauft,"
        " verkaufte, liefern, liefert, lieferte, schenken, schenkte, senden, sendet, sandte,"
        " schicken, schickte, gewähren, gewährt, übergeben, übergibt, verleihen, überlassen,"
        " vermieten, vermietet, leistet",
        gets="erhalten, erhält, erhielt, bekommen, bekommt, bekam, kaufen, kauft, kaufte, mieten,"
        " mietet, mietete, erwerben, empfangen, empfängt, borgen",
        prefixes="un, nicht",
        denies_backwards=True,
    ),
    "it": CueWords(
        negation="non, né, mai, nessun, nessuno, nessuna, niente, nulla, senza, senz",
        soft="non solo, non soltanto, salvo, tranne, eccetto, solo, soltanto, vieta, vietato,"
        " vietata, vietate, esclude, escluso, impedisce, evita, rifiuta, privo, manca, purché,"
        " anziché, inviolabile, proibito, divieto",
        ends_scope="ma, però, tuttavia, perché, quando, mentre, bensì",
        modality=(
            "deve, devono, dovrà, dovranno, doveva, dovevano, obbligo, obbligatorio, obbligatoria,"
            " è tenuto, sono tenuti, tenuta, necessario, necessaria",
            "può, possono, potrà, potranno, poteva, potevano, potrebbe, facoltà, facoltativo,"
            " è consentito, è ammesso, sono ammessi, ha diritto,"
            " hanno diritto, è libero",
        ),
        opposites=(
            ("tutti, tutte, tutto, tutta, ogni, ciascun, ciascuno, ciascuna, sempre, qualsiasi",
             "alcuni, alcune, qualche, certi, certe, talvolta, parzialmente, diversi"),
            ("sempre, spesso", "mai, raramente"),
            ("almeno, minimo, non meno di, non inferiore", "al massimo, massimo, al più,"
             " non più di, non oltre, fino a, non superiore"),
            ("più, maggiore, maggiori, superiore", "meno, minore, minori, inferiore"),
            ("vecchio, vecchia, antico", "nuovo, nuova, giovane, recente"),
            ("caro, cara, costoso", "economico, economica"), ("caldo, calda", "freddo, fredda"),
            ("duro, dura", "morbido, morbida"), ("alto, alta", "basso, bassa"),
            ("favorevole, favorevoli, a favore", "contrario, contrari, contro"),
            ("grande, grandi", "piccolo, piccola, piccoli"),
            ("migliore, meglio", "peggiore, peggio"), ("prima", "dopo"),
            ("primo, primi", "ultimo, ultimi"),
            ("aumenta, aumento, cresce, crescita, migliora", "diminuisce, diminuzione, riduce,"
             " riduzione, cala, peggiora"),
            ("permette, consente, ammette, ammesso, promuove, favorisce",
             "impedisce, vieta, vietato, proibisce, ostacola"),
            ("inizia, inizio, comincia", "termina, finisce, fine, scade, cessa"),
            ("incluso, compreso, compresi", "escluso, esclusi, eccetto"), ("con", "senza"),
            ("apre", "chiude"), ("entro", "oltre"), ("accetta", "rifiuta"),
            ("pubblico, pubblica", "privato, privata, segreto"), ("valido", "nullo, invalido"),
            ("interno, interna, interni", "estero, esterno, esterna, esterni"),
            ("uguale, uguali", "diverso, diversi"), ("temporaneo", "permanente"),
        ),
        because="perché, poiché, a causa di, a causa del, a causa della, dato che, grazie a,"
        " siccome",
        therefore="quindi, perciò, pertanto, porta a, causa, provoca, comporta, di conseguenza",
        passive="è, sono, viene, vengono, era, erano, fu, furono, essere, sia, siano, stato, stati",
        by="da, dal, dalla, dai, dalle, dagli, dall, dallo",
        gives="dà, danno, dato, data, prestare, presta, prestato, vendere, vende, venduto, pagare,"
        " paga, pagato, fornire, fornisce, fornito, donare, donato, concedere, concesso, affidare,"
        " affidato, consegnare, consegna, inviare, inviato, versare, versato, cede",
        gets="avuto, ricevere, riceve, ricevuto, ricevuta, ottenere, ottiene, ottenuto, comprare,"
        " compra, comprato, acquistare, acquistato, incassare, incassato",
        prefixes="in, im, ir, il, non",
    ),
    "fr": CueWords(
        negation="pas, ne, n, jamais, aucun, aucune, ni, rien, personne, nul, nulle, sans",
        soft="non seulement, sauf, seul, seule, seulement, interdit, interdite, exclut, exclu,"
        " empêche,"
        " évite, refuse, hormis, excepté, à moins",
        ends_scope="mais, cependant, parce, car, si, quand, lorsque, tandis",
        modality=(
            "doit, doivent, devra, devront, devait, obligation, obligatoire, obligé, tenu, tenue,"
            " tenus, nécessaire",
            "peut, peuvent, pourra, pourront, pouvait, pourrait, faculté, facultatif, autorisé",
        ),
        opposites=(
            ("tous, toutes, tout, toute, chaque, toujours", "certains, certaines, quelques,"
             " plusieurs, parfois"),
            ("toujours, souvent", "jamais, rarement"),
            ("au moins, minimum, au minimum", "au plus, maximum, au maximum, jusqu'à"),
            ("plus, supérieur, supérieure", "moins, inférieur, inférieure"),
            ("avant", "après"), ("premier, première", "dernier, dernière"), ("avec", "sans"),
            ("augmente, augmentation, hausse", "diminue, diminution, baisse, réduit"),
            ("permet, autorise", "interdit, empêche"), ("commence, début", "termine, fin, expire"),
        ),
        because="parce que, car, à cause de, en raison de, puisque, grâce à",
        therefore="donc, ainsi, entraîne, conduit à, provoque, cause, par conséquent",
        passive="est, sont, était, étaient, été, être, sera, seront, fut",
        by="par",
        prefixes="in, im, ir, il, non",
    ),
    "es": CueWords(
        negation="no, ni, nunca, jamás, ningún, ninguno, ninguna, nada, nadie, tampoco, sin",
        soft="no solo, no sólo, salvo, excepto, solo, sólo, solamente, prohíbe, prohibido,"
        " excluye, impide,"
        " evita, rechaza, a menos",
        ends_scope="pero, sino, aunque, porque, cuando, mientras",
        modality=(
            "debe, deben, deberá, deberán, debía, obligación, obligatorio, obligado, obligada,"
            " tiene que, tienen que, necesario",
            "puede, pueden, podrá, podrán, podía, podría, facultad, facultativo, permitido",
        ),
        opposites=(
            ("todos, todas, todo, toda, cada, siempre", "algunos, algunas, algún, ciertos, varios"),
            ("siempre", "nunca"),
            ("al menos, por lo menos, mínimo, como mínimo", "a lo sumo, máximo, como máximo,"
             " hasta"),
            ("más, mayor, mayores, superior", "menos, menor, menores, inferior"),
            ("antes", "después"), ("primero, primer, primera", "último, última"), ("con", "sin"),
            ("aumenta, aumento, crece", "disminuye, disminución, reduce, baja"),
            ("permite, autoriza", "prohíbe, impide"), ("empieza, comienza, inicio", "termina, fin,"
             " finaliza, expira"),
        ),
        because="porque, debido a, a causa de, ya que, puesto que, gracias a",
        therefore="por tanto, por lo tanto, por eso, conduce a, lleva a, causa, provoca, produce",
        passive="es, son, era, eran, fue, fueron, sido, ser, será, serán",
        by="por",
        prefixes="in, im, ir, des, no",
    ),
    "pt": CueWords(
        negation="não, nem, nunca, jamais, nenhum, nenhuma, nada, ninguém, tampouco, sem",
        soft="não só, não apenas, salvo, exceto, só, somente, apenas, proíbe, proibido, exclui,"
        " impede, evita,"
        " recusa, a menos",
        ends_scope="mas, porém, embora, porque, quando, enquanto",
        modality=(
            "deve, devem, deverá, deverão, devia, obrigação, obrigatório, obrigado, obrigada,"
            " tem que, têm que, necessário",
            "pode, podem, poderá, poderão, podia, poderia, faculdade, facultativo, permitido",
        ),
        opposites=(
            ("todos, todas, todo, toda, cada, sempre", "alguns, algumas, certos, vários"),
            ("sempre", "nunca"),
            ("pelo menos, ao menos, mínimo, no mínimo", "no máximo, máximo, até"),
            ("mais, maior, maiores, superior", "menos, menor, menores, inferior"),
            ("antes", "depois, após"), ("primeiro, primeira", "último, última"), ("com", "sem"),
            ("aumenta, aumento, cresce", "diminui, diminuição, reduz, baixa"),
            ("permite, autoriza", "proíbe, impede"), ("começa, início", "termina, fim, expira"),
        ),
        because="porque, devido a, por causa de, já que, pois, graças a",
        therefore="portanto, por isso, leva a, conduz a, causa, provoca",
        passive="é, são, era, eram, foi, foram, sido, ser, será, serão",
        by="por, pelo, pela, pelos, pelas",
        prefixes="in, im, ir, des, não",
    ),
}  # fmt: skip
