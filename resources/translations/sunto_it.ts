<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>A document needs its password</source>
        <translation>Un documento chiede la password</translation>
    </message>
    <message>
        <source>A model is needed</source>
        <translation>Serve un modello</translation>
    </message>
    <message>
        <source>A page of this document could not be read in reasonable time.</source>
        <translation>Una pagina di questo documento non si è lasciata leggere in un tempo ragionevole.</translation>
    </message>
    <message>
        <source>Another Sunto on this computer is getting it.</source>
        <translation>Lo sta già scaricando un altro Sunto su questo computer.</translation>
    </message>
    <message>
        <source>Choose a model with a larger context window, or give this one a larger one, then retry.</source>
        <translation>Scegli un modello con una finestra di contesto più ampia, o ampliala a questo, poi riprova.</translation>
    </message>
    <message>
        <source>Choose another model, then retry.</source>
        <translation>Scegli un altro modello, poi riprova.</translation>
    </message>
    <message>
        <source>Close other large programs or choose a smaller model, then retry.</source>
        <translation>Chiudi altri programmi pesanti o scegli un modello più piccolo, poi riprova.</translation>
    </message>
    <message>
        <source>Correct it in the settings. Documents wait until then.</source>
        <translation>Correggilo nelle impostazioni. Fino ad allora i documenti aspettano.</translation>
    </message>
    <message>
        <source>Documents go on by themselves as soon as it answers.</source>
        <translation>I documenti riprendono da soli appena risponde.</translation>
    </message>
    <message>
        <source>Documents wait until it is there.</source>
        <translation>I documenti aspettano finché non c’è.</translation>
    </message>
    <message>
        <source>Fetching the model was interrupted</source>
        <translation>Lo scaricamento del modello si è interrotto</translation>
    </message>
    <message>
        <source>Get the file again. If it opens in a PDF reader, print it to a new PDF and add that.</source>
        <translation>Procurati di nuovo il file. Se si apre in un lettore PDF, stampalo in un nuovo PDF e aggiungi quello.</translation>
    </message>
    <message>
        <source>If there is writing on them, scan them again, sharper and straight.</source>
        <translation>Se c’è scritto qualcosa, scansionale di nuovo, più nitide e diritte.</translation>
    </message>
    <message>
        <source>It does not understand instructions, or it was made for something else.</source>
        <translation>Non capisce le istruzioni, oppure è fatto per altro.</translation>
    </message>
    <message>
        <source>It is not among the models that Sunto knows where to get.</source>
        <translation>Non è tra i modelli che Sunto sa dove trovare.</translation>
    </message>
    <message>
        <source>It may not have been downloaded or copied to its end. Get it again, then retry.</source>
        <translation>Forse non è stato scaricato o copiato fino in fondo. Procuratelo di nuovo, poi riprova.</translation>
    </message>
    <message>
        <source>It was asked several times and wrote nothing that makes a summary.</source>
        <translation>Interrogato più volte, non ha scritto nulla da cui ricavare un riassunto.</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted before it could be read.</source>
        <translation>È stato spostato, rinominato o eliminato prima che si potesse leggere.</translation>
    </message>
    <message>
        <source>Its context window holds {window} tokens, and a summary needs {needed}.</source>
        <translation>La sua finestra di contesto contiene {window} token; per un riassunto ne servono {needed}.</translation>
    </message>
    <message>
        <source>Its pages are empty, or pictures in which no words were recognised.</source>
        <translation>Le pagine sono vuote, o sono immagini in cui non si sono riconosciute parole.</translation>
    </message>
    <message>
        <source>Its pages cannot be read, because parts of the file are missing or broken.</source>
        <translation>Le pagine non si possono leggere, perché parti del file mancano o sono rovinate.</translation>
    </message>
    <message>
        <source>Look at its permissions, or copy it to your own folder, then add it again.</source>
        <translation>Controlla i permessi, o copialo in una tua cartella, poi aggiungilo di nuovo.</translation>
    </message>
    <message>
        <source>Look at the connection of this computer, or set a folder or an address that holds the file (SUNTO_MODEL_MIRROR).</source>
        <translation>Controlla la connessione di questo computer, o indica una cartella o un indirizzo in cui si trova il file (SUNTO_MODEL_MIRROR).</translation>
    </message>
    <message>
        <source>Make room on the disk, then retry.</source>
        <translation>Libera spazio sul disco, poi riprova.</translation>
    </message>
    <message>
        <source>Make room on the disk, then try again.</source>
        <translation>Libera spazio sul disco, poi riprova.</translation>
    </message>
    <message>
        <source>No address of a server is set</source>
        <translation>Non è impostato nessun indirizzo di un server</translation>
    </message>
    <message>
        <source>No such model</source>
        <translation>Modello sconosciuto</translation>
    </message>
    <message>
        <source>No text in this PDF</source>
        <translation>Nessun testo in questo PDF</translation>
    </message>
    <message>
        <source>Not a PDF</source>
        <translation>Non è un PDF</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Non riuscito</translation>
    </message>
    <message>
        <source>Not enough room for the model</source>
        <translation>Non c’è abbastanza spazio per il modello</translation>
    </message>
    <message>
        <source>Not the right model</source>
        <translation>Non è il modello giusto</translation>
    </message>
    <message>
        <source>Open it in its own program and save it as PDF, then add that.</source>
        <translation>Aprilo con il suo programma, salvalo come PDF e aggiungi quello.</translation>
    </message>
    <message>
        <source>Print it to a new PDF from a PDF reader and add that.</source>
        <translation>Stampalo in un nuovo PDF da un lettore PDF e aggiungi quello.</translation>
    </message>
    <message>
        <source>Put it back or find its new place, then add it again.</source>
        <translation>Rimettilo dov’era o cerca dove è finito, poi aggiungilo di nuovo.</translation>
    </message>
    <message>
        <source>Reading the PDF broke off</source>
        <translation>La lettura del PDF si è interrotta</translation>
    </message>
    <message>
        <source>Reading the PDF takes too long</source>
        <translation>La lettura del PDF richiede troppo tempo</translation>
    </message>
    <message>
        <source>Retry. If it happens again, the log of the worker says more.</source>
        <translation>Riprova. Se ricapita, il registro del worker dice di più.</translation>
    </message>
    <message>
        <source>Something in Sunto went wrong</source>
        <translation>Qualcosa in Sunto è andato storto</translation>
    </message>
    <message>
        <source>Something in this file stops the program that reads it. Other files are not affected.</source>
        <translation>Qualcosa in questo file blocca il programma che lo legge. Gli altri file non ne risentono.</translation>
    </message>
    <message>
        <source>Split it into parts and add those.</source>
        <translation>Dividilo in più parti e aggiungi quelle.</translation>
    </message>
    <message>
        <source>Summary ready</source>
        <translation>Riassunto pronto</translation>
    </message>
    <message>
        <source>The PDF is damaged</source>
        <translation>Il PDF è danneggiato</translation>
    </message>
    <message>
        <source>The PDF is too large</source>
        <translation>Il PDF è troppo grande</translation>
    </message>
    <message>
        <source>The address it comes from does not answer.</source>
        <translation>L’indirizzo da cui arriva non risponde.</translation>
    </message>
    <message>
        <source>The built-in engine does not start with this model</source>
        <translation>Il motore integrato non parte con questo modello</translation>
    </message>
    <message>
        <source>The disk has less room than the model needs; nothing was fetched.</source>
        <translation>Sul disco c’è meno spazio di quanto serve al modello; non è stato scaricato nulla.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Il disco è pieno</translation>
    </message>
    <message>
        <source>The file cannot be opened</source>
        <translation>Il file non si può aprire</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Il file è vuoto</translation>
    </message>
    <message>
        <source>The file is not there</source>
        <translation>Il file non c’è</translation>
    </message>
    <message>
        <source>The model cannot be reached</source>
        <translation>Il modello non si può raggiungere</translation>
    </message>
    <message>
        <source>The model did not do it</source>
        <translation>Il modello non l’ha fatto</translation>
    </message>
    <message>
        <source>The model is being fetched already</source>
        <translation>Il modello si sta già scaricando</translation>
    </message>
    <message>
        <source>The model sees too little at once</source>
        <translation>Il modello vede troppo poco alla volta</translation>
    </message>
    <message>
        <source>The model&apos;s answers could not be used</source>
        <translation>Le risposte del modello non erano utilizzabili</translation>
    </message>
    <message>
        <source>The part of Sunto that summarises ended three times while it worked on this document.</source>
        <translation>La parte di Sunto che riassume si è chiusa tre volte mentre lavorava a questo documento.</translation>
    </message>
    <message>
        <source>The program that summarises answered that it will not do this.</source>
        <translation>Il programma che riassume ha risposto che non lo farà.</translation>
    </message>
    <message>
        <source>The program that summarises does not answer</source>
        <translation>Il programma che riassume non risponde</translation>
    </message>
    <message>
        <source>The work stopped several times</source>
        <translation>Il lavoro si è fermato più volte</translation>
    </message>
    <message>
        <source>There is nothing in this file: 0 bytes.</source>
        <translation>In questo file non c’è nulla: 0 byte.</translation>
    </message>
    <message>
        <source>There was no room for a copy of this document.</source>
        <translation>Non c’era spazio per una copia di questo documento.</translation>
    </message>
    <message>
        <source>This computer does not let Sunto read it, or the disk it lies on does not answer.</source>
        <translation>Questo computer non lascia che Sunto lo legga, o il disco su cui si trova non risponde.</translation>
    </message>
    <message>
        <source>This document is larger than what can be read safely.</source>
        <translation>Questo documento è più grande di quanto si possa leggere in sicurezza.</translation>
    </message>
    <message>
        <source>This file is something else, whatever its name says.</source>
        <translation>Questo file è un’altra cosa, qualunque cosa dica il nome.</translation>
    </message>
    <message>
        <source>This is a mistake of the program, not of your document.</source>
        <translation>È un errore del programma, non del tuo documento.</translation>
    </message>
    <message>
        <source>This model cannot summarise</source>
        <translation>Questo modello non sa riassumere</translation>
    </message>
    <message>
        <source>Try again with another model.</source>
        <translation>Riprova con un altro modello.</translation>
    </message>
    <message>
        <source>Try again, or get it from another place (SUNTO_MODEL_MIRROR).</source>
        <translation>Riprova, o prendilo da un altro posto (SUNTO_MODEL_MIRROR).</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Riprova.</translation>
    </message>
    <message>
        <source>Wait for that one.</source>
        <translation>Aspetta che finisca.</translation>
    </message>
    <message>
        <source>What came is not the file that it should be, so it was thrown away.</source>
        <translation>Ciò che è arrivato non è il file atteso, quindi è stato buttato via.</translation>
    </message>
    <message>
        <source>What has come so far is kept, and the next try goes on from there.</source>
        <translation>Quello che è arrivato si conserva, e il prossimo tentativo riprende da lì.</translation>
    </message>
    <message>
        <source>`sunto pull starter` gets the one that comes with Sunto; for those of Ollama there is `ollama pull`.</source>
        <translation>`sunto pull starter` scarica quello che accompagna Sunto; per quelli di Ollama c’è `ollama pull`.</translation>
    </message>
    <message numerus="yes">
        <source>{name}, and {n} more</source>
        <comment>{name}, and 1 more</comment>
        <translation>
            <numerusform>{name} e un altro</numerusform>
            <numerusform>{name} e altri {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} failed</source>
        <comment>1 failed</comment>
        <translation>
            <numerusform>1 non riuscito</numerusform>
            <numerusform>{n} non riusciti</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} need you</source>
        <comment>1 needs you</comment>
        <translation>
            <numerusform>1 ha bisogno di te</numerusform>
            <numerusform>{n} hanno bisogno di te</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} summaries ready</source>
        <comment>1 summary ready</comment>
        <translation>
            <numerusform>1 riassunto pronto</numerusform>
            <numerusform>{n} riassunti pronti</numerusform>
        </translation>
    </message>
    <message>
        <source>“{address}” is not the address of a server</source>
        <translation>“{address}” non è l’indirizzo di un server</translation>
    </message>
</context>
</TS>
