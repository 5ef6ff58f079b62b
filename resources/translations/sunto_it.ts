<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="it" sourcelanguage="en">
<context>
    <name></name>
    <message><source>A PEM file; empty: the authorities that this computer trusts.</source><translation>Un file PEM; vuoto: le autorità di cui questo computer si fida.</translation></message>
    <message><source>A context window of {wanted} tokens cannot be had with {model} on this computer; the largest that can is {nearest}.</source><translation>Una finestra di contesto di {wanted} token non è possibile con {model} su questo computer; la più grande possibile è {nearest}.</translation></message>
    <message><source>A document needs its password</source><translation>Un documento chiede la password</translation></message>
    <message><source>A folder or an address that holds the model files; empty: their publishers.</source><translation>Una cartella o un indirizzo con i file dei modelli; vuoto: chi li pubblica.</translation></message>
    <message><source>A graphics card is used where xllamacpp was installed with CUDA, Vulkan or Metal.</source><translation>Una scheda grafica viene usata se xllamacpp è installato con CUDA, Vulkan o Metal.</translation></message>
    <message><source>A larger model, chosen in the settings, usually stays closer to the document.</source><translation>Un modello più grande, da scegliere nelle impostazioni, di solito resta più vicino al documento.</translation></message>
    <message><source>A model is needed</source><translation>Serve un modello</translation></message>
    <message><source>A model of this name comes through Ollama, which does not answer.</source><translation>Un modello con questo nome arriva tramite Ollama, che non risponde.</translation></message>
    <message><source>A moment.</source><translation>Un momento.</translation></message>
    <message><source>A page of this document could not be read in reasonable time.</source><translation>Una pagina di questo documento non si è lasciata leggere in un tempo ragionevole.</translation></message>
    <message><source>A part of Sunto does not start; it is tried again</source><translation>Una parte di Sunto non parte; si riprova</translation></message>
    <message><source>A part of Sunto is starting again</source><translation>Una parte di Sunto sta ripartendo</translation></message>
    <message><source>A sentence that tells what to look for in every document.</source><translation>Una frase che dice che cosa cercare in ogni documento.</translation></message>
    <message><source>A server that speaks OpenAI&apos;s language, such as llama.cpp or LM Studio.</source><translation>Un server che parla la lingua di OpenAI, come llama.cpp o LM Studio.</translation></message>
    <message><source>About</source><translation>Che cosa</translation></message>
    <message><source>About Sunto</source><translation>Informazioni su Sunto</translation></message>
    <message><source>Add PDFs</source><translation>Aggiungi PDF</translation></message>
    <message><source>Add PDFs…</source><translation>Aggiungi PDF…</translation></message>
    <message><source>Add a GGUF file</source><translation>Aggiungi un file GGUF</translation></message>
    <message><source>Add a GGUF file…</source><translation>Aggiungi un file GGUF…</translation></message>
    <message><source>Added {time}</source><translation>Aggiunto: {time}</translation></message>
    <message><source>Address</source><translation>Indirizzo</translation></message>
    <message><source>Address of Flower</source><translation>Indirizzo di Flower</translation></message>
    <message><source>Address of Ollama</source><translation>Indirizzo di Ollama</translation></message>
    <message><source>Address of another server</source><translation>Indirizzo di un altro server</translation></message>
    <message><source>After a connection was lost; it may then come twice.</source><translation>Dopo una connessione interrotta; può allora arrivare due volte.</translation></message>
    <message><source>After their summaries are done.</source><translation>Dopo che il riassunto è pronto.</translation></message>
    <message><source>All documents</source><translation>Tutti i documenti</translation></message>
    <message numerus="yes"><source>All {n} pages read</source><comment>The one page read</comment><translation><numerusform>L’unica pagina è stata letta</numerusform><numerusform>Lette tutte le {n} pagine</numerusform></translation></message>
    <message numerus="yes"><source>All {n} pages were read.</source><comment>The one page was read.</comment><translation><numerusform>L’unica pagina è stata letta.</numerusform><numerusform>Sono state lette tutte le {n} pagine.</numerusform></translation></message>
    <message><source>Allow a broker without encryption</source><translation>Accetta un broker senza cifratura</translation></message>
    <message><source>Allow models that run in the cloud</source><translation>Consenti i modelli che girano nel cloud</translation></message>
    <message><source>Another Sunto on this computer is getting it.</source><translation>Lo sta già scaricando un altro Sunto su questo computer.</translation></message>
    <message><source>Another Sunto program on this computer does the work</source><translation>Al lavoro c’è un altro Sunto su questo computer</translation></message>
    <message><source>Another computer</source><translation>Un altro computer</translation></message>
    <message><source>Another model, by its name at ollama.com/library</source><translation>Un altro modello, con il nome che ha su ollama.com/library</translation></message>
    <message><source>Another provider</source><translation>Un altro fornitore</translation></message>
    <message><source>Another server</source><translation>Un altro server</translation></message>
    <message><source>Another server…</source><translation>Un altro server…</translation></message>
    <message><source>Any server that speaks OpenAI&apos;s language: llama.cpp, LM Studio, vLLM, Jan and others. The key is kept in the system&apos;s keyring.</source><translation>Qualsiasi server che parla la lingua di OpenAI: llama.cpp, LM Studio, vLLM, Jan e altri. La chiave resta nel portachiavi del sistema.</translation></message>
    <message><source>As Markdown</source><translation>Come Markdown</translation></message>
    <message><source>As in the settings</source><translation>Come nelle impostazioni</translation></message>
    <message><source>As long as they are in the list</source><translation>Finché restano nell’elenco</translation></message>
    <message><source>As plain text</source><translation>Come testo semplice</translation></message>
    <message><source>As wide as there is room</source><translation>Adatta alla larghezza</translation></message>
    <message><source>Attach less.</source><translation>Allega di meno.</translation></message>
    <message><source>Attach the document as well</source><translation>Allega anche il documento</translation></message>
    <message><source>Attach the summary as</source><translation>Allega il riassunto come</translation></message>
    <message><source>Automatic</source><translation>Automatico</translation></message>
    <message><source>Automatic: Ollama when it is running and has a model, else the built-in one.</source><translation>Automatico: Ollama quando è attivo e ha un modello, altrimenti quello integrato.</translation></message>
    <message><source>Back to the page</source><translation>Torna alla pagina</translation></message>
    <message><source>Back to the summary, then to the list</source><translation>Torna al riassunto, poi all’elenco</translation></message>
    <message><source>Brief</source><translation>Breve</translation></message>
    <message><source>Bring Ollama up to date, or choose another model.</source><translation>Aggiorna Ollama o scegli un altro modello.</translation></message>
    <message><source>Broker shared with other computers</source><translation>Broker condiviso con altri computer</translation></message>
    <message><source>Built in</source><translation>Integrato</translation></message>
    <message><source>Built-in engine</source><translation>Motore integrato</translation></message>
    <message><source>Built-in engine, with {model}</source><translation>Motore integrato, con {model}</translation></message>
    <message><source>By name</source><translation>Per nome</translation></message>
    <message><source>Cancel</source><translation>Annulla</translation></message>
    <message><source>Cancel fetching</source><translation>Interrompi lo scaricamento</translation></message>
    <message><source>Cancelled</source><translation>Annullato</translation></message>
    <message><source>Certificate of its authority</source><translation>Certificato della sua autorità</translation></message>
    <message><source>Change the address.</source><translation>Cambia l’indirizzo.</translation></message>
    <message><source>Change…</source><translation>Cambia…</translation></message>
    <message><source>Check the address.</source><translation>Controlla l’indirizzo.</translation></message>
    <message><source>Check the connection.</source><translation>Controlla la connessione.</translation></message>
    <message><source>Check the folder.</source><translation>Controlla la cartella.</translation></message>
    <message><source>Check the port and the kind of security.</source><translation>Controlla la porta e il tipo di sicurezza.</translation></message>
    <message><source>Check the port and the kind of security; a firewall may be in the way.</source><translation>Controlla la porta e il tipo di sicurezza; forse un firewall blocca la strada.</translation></message>
    <message><source>Check the port: 465 for TLS, 587 for STARTTLS.</source><translation>Controlla la porta: 465 per TLS, 587 per STARTTLS.</translation></message>
    <message><source>Check the server&apos;s name, and the date and time of this computer.</source><translation>Controlla il nome del server, e la data e l’ora di questo computer.</translation></message>
    <message><source>Check the server&apos;s name, and whether this computer is online.</source><translation>Controlla il nome del server, e se questo computer è in rete.</translation></message>
    <message><source>Choose TLS or STARTTLS.</source><translation>Scegli TLS o STARTTLS.</translation></message>
    <message><source>Choose a document on the left to read its summary.</source><translation>Scegli un documento a sinistra per leggerne il riassunto.</translation></message>
    <message><source>Choose a model with a larger context window, or give this one a larger one, then retry.</source><translation>Scegli un modello con una finestra di contesto più ampia, o ampliala a questo, poi riprova.</translation></message>
    <message><source>Choose a smaller one.</source><translation>Scegline uno più piccolo.</translation></message>
    <message><source>Choose another model, then retry.</source><translation>Scegli un altro modello, poi riprova.</translation></message>
    <message><source>Choose another model…</source><translation>Scegli un altro modello…</translation></message>
    <message><source>Choose another one.</source><translation>Scegline un altro.</translation></message>
    <message><source>Close</source><translation>Chiudi</translation></message>
    <message><source>Close other large programs or choose a smaller model, then retry.</source><translation>Chiudi altri programmi pesanti o scegli un modello più piccolo, poi riprova.</translation></message>
    <message><source>Close the window</source><translation>Chiudi la finestra</translation></message>
    <message><source>Closing</source><translation>Chiusura in corso</translation></message>
    <message><source>Closing the window has been explained</source><translation>La chiusura della finestra è stata spiegata</translation></message>
    <message><source>Compare</source><translation>Confronta</translation></message>
    <message><source>Context window</source><translation>Finestra di contesto</translation></message>
    <message><source>Copies take at most</source><translation>Le copie occupano al massimo</translation></message>
    <message><source>Copy</source><translation>Copia</translation></message>
    <message><source>Copy report</source><translation>Copia il rapporto</translation></message>
    <message><source>Copy the secret</source><translation>Copia il segreto</translation></message>
    <message><source>Correct SUNTO_OPENAI_URL, OLLAMA_HOST or the setting in the window.</source><translation>Correggi SUNTO_OPENAI_URL, OLLAMA_HOST o l’impostazione nella finestra.</translation></message>
    <message><source>Correct it in the settings. Documents wait until then.</source><translation>Correggilo nelle impostazioni. Fino ad allora i documenti aspettano.</translation></message>
    <message><source>Decided by {variable} in the environment.</source><translation>Deciso da {variable} nell’ambiente.</translation></message>
    <message><source>Delete copies when the summary is done</source><translation>Elimina le copie quando il riassunto è pronto</translation></message>
    <message><source>Desktop</source><translation>Scrivania</translation></message>
    <message><source>Detailed</source><translation>Dettagliato</translation></message>
    <message><source>Details</source><translation>Dettagli</translation></message>
    <message><source>Do it again</source><translation>Rifallo</translation></message>
    <message><source>Do next</source><translation>Fallo per primo</translation></message>
    <message><source>Do not email</source><translation>Non inviare per email</translation></message>
    <message><source>Do them again</source><translation>Rifalli</translation></message>
    <message><source>Documents</source><translation>Documenti</translation></message>
    <message><source>Documents go on by themselves as soon as it answers.</source><translation>I documenti riprendono da soli appena risponde.</translation></message>
    <message><source>Documents wait until it answers. The settings tell which one is used.</source><translation>I documenti aspettano finché non risponde. Nelle impostazioni si legge quale viene usato.</translation></message>
    <message><source>Documents wait until it is there.</source><translation>I documenti aspettano finché non c’è.</translation></message>
    <message><source>Documents you drop here are done there; this window shows how they get on.</source><translation>I documenti che trascini qui li riassume l’altro; questa finestra mostra a che punto sono.</translation></message>
    <message><source>Drop PDFs here</source><translation>Trascina qui i PDF</translation></message>
    <message><source>Dutch</source><translation>olandese</translation></message>
    <message><source>Each summary is mailed when it is ready, with the summary attached. Documents that are in the list already are not mailed.</source><translation>Ogni riassunto viene inviato appena è pronto, anche come allegato. I documenti che sono già nell’elenco non vengono inviati.</translation></message>
    <message><source>Each summary&apos;s JSON is posted there, signed; `sunto outbox secret` says with what.</source><translation>Il JSON di ogni riassunto viene inviato lì, firmato; `sunto outbox secret` dice con quale segreto.</translation></message>
    <message><source>Email</source><translation>Email</translation></message>
    <message><source>Email results</source><translation>Invia per email</translation></message>
    <message><source>Email results to {address}</source><translation>Invia per email a {address}</translation></message>
    <message><source>Email set-up</source><translation>Configurazione dell’email</translation></message>
    <message><source>Email set-up…</source><translation>Configura l’email…</translation></message>
    <message><source>Email to {address}</source><translation>Invia per email a {address}</translation></message>
    <message><source>Email waits: open the set-up…</source><translation>Email in attesa: apri la configurazione…</translation></message>
    <message><source>Emailed to {address}</source><translation>Inviato a {address}</translation></message>
    <message><source>Email…</source><translation>Invia per email…</translation></message>
    <message><source>Empty: where Ollama listens by itself on this computer.</source><translation>Vuoto: dove Ollama ascolta di suo su questo computer.</translation></message>
    <message><source>Engine</source><translation>Motore</translation></message>
    <message><source>English</source><translation>inglese</translation></message>
    <message><source>Enter it in the email set-up.</source><translation>Inseriscila nella configurazione dell’email.</translation></message>
    <message><source>Enter password…</source><translation>Inserisci la password…</translation></message>
    <message><source>Enter the mail server.</source><translation>Inserisci il server di posta.</translation></message>
    <message><source>Enter the name of the mail server, such as smtp.example.org.</source><translation>Inserisci il nome del server di posta, per esempio smtp.example.org.</translation></message>
    <message><source>Enter…</source><translation>Inserisci…</translation></message>
    <message><source>Every page is read on this computer. Each point of the summary shows the sentence it rests on.</source><translation>Ogni pagina viene letta su questo computer. Ogni punto del riassunto mostra la frase su cui si basa.</translation></message>
    <message><source>Every summary from now on, as a file; empty: none.</source><translation>Ogni riassunto da ora in poi, come file; vuoto: nessuno.</translation></message>
    <message><source>Export</source><translation>Esporta</translation></message>
    <message><source>Export the summaries…</source><translation>Esporta i riassunti…</translation></message>
    <message><source>Export the summary</source><translation>Esporta il riassunto</translation></message>
    <message><source>Export the summary…</source><translation>Esporta il riassunto…</translation></message>
    <message><source>Failed or cancelled</source><translation>Non riusciti o annullati</translation></message>
    <message><source>Fetching the model</source><translation>Scaricamento del modello</translation></message>
    <message><source>Fetching the model was interrupted</source><translation>Lo scaricamento del modello si è interrotto</translation></message>
    <message><source>Fetching the model · {counts}</source><translation>Scaricamento del modello · {counts}</translation></message>
    <message><source>Fetching the model: {done} of {total}</source><translation>Scaricamento del modello: {done} di {total}</translation></message>
    <message><source>Fetching the model…</source><translation>Scaricamento del modello…</translation></message>
    <message><source>Fewer letters find more. Escape shows all documents again.</source><translation>Con meno lettere si trova di più. Esc mostra di nuovo tutti i documenti.</translation></message>
    <message><source>Files and programs</source><translation>File e programmi</translation></message>
    <message><source>Finished</source><translation>Finiti</translation></message>
    <message><source>Finished {time}</source><translation>Finito: {time}</translation></message>
    <message><source>First look</source><translation>Primo sguardo</translation></message>
    <message><source>For a month</source><translation>Per un mese</translation></message>
    <message><source>For a shared broker; automatic: only if the broker runs on this computer.</source><translation>Per un broker condiviso; automatico: solo se il broker gira su questo computer.</translation></message>
    <message><source>For a window: `sunto[window]`.</source><translation>Per avere una finestra: `sunto[window]`.</translation></message>
    <message><source>For a year</source><translation>Per un anno</translation></message>
    <message><source>For documents that are added from now on.</source><translation>Per i documenti aggiunti da ora in poi.</translation></message>
    <message><source>For example: dates, sums and who has to do what</source><translation>Per esempio: date, importi e chi deve fare che cosa</translation></message>
    <message><source>For people who want to keep it.</source><translation>Per chi lo vuole conservare.</translation></message>
    <message><source>For the folder above.</source><translation>Per la cartella qui sopra.</translation></message>
    <message><source>For three months</source><translation>Per tre mesi</translation></message>
    <message><source>Found so far</source><translation>Trovato finora</translation></message>
    <message><source>French</source><translation>francese</translation></message>
    <message><source>From list to summary to page</source><translation>Dall’elenco al riassunto alla pagina</translation></message>
    <message><source>From the text, until the first points are there</source><translation>Dal testo, finché non ci sono i primi punti</translation></message>
    <message><source>GGUF models (*.gguf)</source><translation>Modelli GGUF (*.gguf)</translation></message>
    <message><source>German</source><translation>tedesco</translation></message>
    <message><source>Get</source><translation>Scarica</translation></message>
    <message><source>Get it ({size})…</source><translation>Scaricalo ({size})…</translation></message>
    <message><source>Get one there, or choose another one in the settings.</source><translation>Scaricane uno lì, o scegli un altro programma nelle impostazioni.</translation></message>
    <message><source>Get one, for example with `ollama pull`.</source><translation>Scaricane uno, per esempio con `ollama pull`.</translation></message>
    <message><source>Get the file again. If it opens in a PDF reader, print it to a new PDF and add that.</source><translation>Procurati di nuovo il file. Se si apre in un lettore PDF, stampalo in un nuovo PDF e aggiungi quello.</translation></message>
    <message><source>Get the model</source><translation>Scarica il modello</translation></message>
    <message><source>Give up</source><translation>Rinuncia</translation></message>
    <message><source>Given up</source><translation>Rinunciato</translation></message>
    <message><source>Go on</source><translation>Continua</translation></message>
    <message><source>Go on fetching</source><translation>Riprendi lo scaricamento</translation></message>
    <message><source>Good ones to get</source><translation>Consigliati da scaricare</translation></message>
    <message><source>HTML</source><translation>HTML</translation></message>
    <message><source>Have summaries mailed to you, for documents that are added from now on.</source><translation>Ricevi per email i riassunti dei documenti che aggiungi da ora in poi.</translation></message>
    <message><source>Hidden text on page {pages} was left out.</source><translation>Il testo nascosto a pagina {pages} è stato escluso.</translation></message>
    <message><source>Hidden text on page {page}</source><translation>Testo nascosto a pagina {page}</translation></message>
    <message><source>Hidden text on pages {pages} was left out.</source><translation>Il testo nascosto alle pagine {pages} è stato escluso.</translation></message>
    <message numerus="yes"><source>Hidden text on {n} pages was left out</source><comment>Hidden text on page {page} was left out</comment><translation><numerusform>Il testo nascosto a pagina {page} è stato escluso</numerusform><numerusform>Il testo nascosto su {n} pagine è stato escluso</numerusform></translation></message>
    <message><source>Hide</source><translation>Nascondi</translation></message>
    <message><source>How many tokens the model is shown at once; more takes more memory.</source><translation>Quanti token vede il modello in una volta; di più richiede più memoria.</translation></message>
    <message><source>How much a summary says.</source><translation>Quanto dice un riassunto.</translation></message>
    <message><source>How to get Ollama</source><translation>Come ottenere Ollama</translation></message>
    <message><source>If it has a summary, the sentences are shown under it.</source><translation>Se c’è un riassunto, le frasi si leggono lì sotto.</translation></message>
    <message><source>If it needs no login, leave the user name empty.</source><translation>Se non chiede un accesso, lascia vuoto il nome utente.</translation></message>
    <message><source>If there is writing on them, scan them again, sharper and straight.</source><translation>Se c’è scritto qualcosa, scansionale di nuovo, più nitide e diritte.</translation></message>
    <message><source>In another language, or with a wish…</source><translation>In un’altra lingua, o con una richiesta…</translation></message>
    <message><source>In progress</source><translation>In lavorazione</translation></message>
    <message><source>Install Sunto with its worker: `sunto[worker]`.</source><translation>Installa Sunto con il suo esecutore: `sunto[worker]`.</translation></message>
    <message><source>Install a notification service of your desktop, such as dunst.</source><translation>Installa un servizio di notifiche per il tuo desktop, per esempio dunst.</translation></message>
    <message><source>Into a file…</source><translation>In un file…</translation></message>
    <message><source>It does not answer at the moment. This goes on by itself as soon as it does.</source><translation>In questo momento non risponde. Appena risponde, il lavoro riprende da solo.</translation></message>
    <message><source>It does not answer. This goes on by itself when it does; nothing is lost.</source><translation>Non risponde. Quando risponderà si andrà avanti da soli; non si perde niente.</translation></message>
    <message><source>It does not understand instructions, or it was made for something else.</source><translation>Non capisce le istruzioni, oppure è fatto per altro.</translation></message>
    <message><source>It is fetched with the first document; `sunto pull starter` does it now.</source><translation>Viene scaricato con il primo documento; `sunto pull starter` lo fa subito.</translation></message>
    <message><source>It is looked for once the engine answers.</source><translation>Viene cercato appena il motore risponde.</translation></message>
    <message><source>It is not on this computer, or the program that summarises cannot use it.</source><translation>Non è su questo computer, o il programma che riassume non può usarlo.</translation></message>
    <message><source>It is tried again.</source><translation>Si riprova.</translation></message>
    <message><source>It is tried again; the log says more.</source><translation>Si riprova; il registro dice di più.</translation></message>
    <message><source>It is used for reading this document and forgotten afterwards.</source><translation>Serve a leggere questo documento e poi viene dimenticata.</translation></message>
    <message><source>It may not have been downloaded or copied to its end. Get it again, then retry.</source><translation>Forse non è stato scaricato o copiato fino in fondo. Procuratelo di nuovo, poi riprova.</translation></message>
    <message><source>It needs {needed} of memory, and this computer has {there}; nothing was fetched.</source><translation>Richiede {needed} di memoria e questo computer ne ha {there}; non è stato scaricato nulla.</translation></message>
    <message><source>It was asked several times and wrote nothing that makes a summary.</source><translation>Interrogato più volte, non ha scritto nulla da cui ricavare un riassunto.</translation></message>
    <message><source>It was moved, renamed or deleted before it could be read.</source><translation>È stato spostato, rinominato o eliminato prima che si potesse leggere.</translation></message>
    <message><source>It was not summarised.</source><translation>Non è stato riassunto.</translation></message>
    <message><source>It will take {time} with this model.</source><translation>Con questo modello ci vorranno {time}.</translation></message>
    <message><source>Italian</source><translation>italiano</translation></message>
    <message><source>Its context window holds {window} tokens, and a summary needs {needed}.</source><translation>La sua finestra di contesto contiene {window} token; per un riassunto ne servono {needed}.</translation></message>
    <message><source>Its copy was deleted, and the file is not where it was, or has been changed.</source><translation>La copia è stata eliminata e il file non è più dov’era, oppure è stato modificato.</translation></message>
    <message><source>Its pages are empty, or pictures in which no words were recognised.</source><translation>Le pagine sono vuote, o sono immagini in cui non si sono riconosciute parole.</translation></message>
    <message><source>Its pages are then shown only while the file itself is where it was.</source><translation>Le pagine si vedono allora solo finché il file resta dov’era.</translation></message>
    <message><source>Its pages can be seen as soon as it has been copied.</source><translation>Le pagine si vedranno appena sarà stato copiato.</translation></message>
    <message><source>Its pages cannot be read, because parts of the file are missing or broken.</source><translation>Le pagine non si possono leggere, perché parti del file mancano o sono rovinate.</translation></message>
    <message><source>Its pages hold neither text nor pictures of text; the file may be damaged.</source><translation>Le sue pagine non contengono né testo né immagini di testo; il file potrebbe essere danneggiato.</translation></message>
    <message><source>Its password shows the pages here, until Sunto is closed. It is not kept.</source><translation>Con la password qui si vedono le pagine, finché Sunto resta aperto. Non viene conservata.</translation></message>
    <message><source>Its text is sent to {place}.</source><translation>Il suo testo viene inviato a {place}.</translation></message>
    <message><source>Its window is closed; its work goes on. Open or quit it from this icon.</source><translation>La finestra è chiusa, il lavoro continua. Da questa icona puoi riaprirlo o chiuderlo.</translation></message>
    <message><source>JSON</source><translation>JSON</translation></message>
    <message><source>JSON (*.json)</source><translation>JSON (*.json)</translation></message>
    <message><source>Keep copies</source><translation>Conserva le copie</translation></message>
    <message><source>Keep everything here</source><translation>Tieni tutto qui</translation></message>
    <message><source>Key</source><translation>Chiave</translation></message>
    <message><source>Keys</source><translation>Tasti</translation></message>
    <message><source>Keys and signs</source><translation>Tasti e segni</translation></message>
    <message><source>Kind of these files</source><translation>Tipo di questi file</translation></message>
    <message><source>Language</source><translation>Lingua</translation></message>
    <message><source>Large and small letters differ. The password is not kept.</source><translation>Maiuscole e minuscole contano. La password non viene conservata.</translation></message>
    <message><source>Larger</source><translation>Ingrandisci</translation></message>
    <message><source>Length</source><translation>Lunghezza</translation></message>
    <message><source>Log</source><translation>Registro</translation></message>
    <message><source>Longest first</source><translation>Prima i più lunghi</translation></message>
    <message><source>Look again</source><translation>Guarda di nuovo</translation></message>
    <message><source>Look at its permissions, or copy it to your own folder, then add it again.</source><translation>Controlla i permessi, o copialo in una tua cartella, poi aggiungilo di nuovo.</translation></message>
    <message><source>Look at its settings.</source><translation>Controlla le sue impostazioni.</translation></message>
    <message><source>Look at the connection of this computer, or set a folder or an address that holds the file (SUNTO_MODEL_MIRROR).</source><translation>Controlla la connessione di questo computer, o indica una cartella o un indirizzo in cui si trova il file (SUNTO_MODEL_MIRROR).</translation></message>
    <message><source>Look at the disk.</source><translation>Controlla il disco.</translation></message>
    <message><source>Look at the place of a claim; once more: its next place</source><translation>Guarda il passo di un punto; di nuovo: il passo successivo</translation></message>
    <message><source>Look for typing mistakes. Names of Ollama&apos;s models are at ollama.com/library; `starter` is the one that comes with Sunto.</source><translation>Controlla che il nome sia scritto bene. I nomi dei modelli di Ollama sono su ollama.com/library; `starter` è quello di Sunto.</translation></message>
    <message><source>Look into the mailbox, then send it again or give it up.</source><translation>Guarda nella casella, poi invia di nuovo o rinuncia.</translation></message>
    <message><source>Looking for a program that summarises…</source><translation>Ricerca di un programma che riassuma…</translation></message>
    <message><source>Looking…</source><translation>Un momento…</translation></message>
    <message><source>Made by {machines}.</source><translation>Fatto da {machines}.</translation></message>
    <message><source>Mail server</source><translation>Server di posta</translation></message>
    <message><source>Make room on the disk, then retry.</source><translation>Libera spazio sul disco, poi riprova.</translation></message>
    <message><source>Make room on the disk, then try again.</source><translation>Libera spazio sul disco, poi riprova.</translation></message>
    <message><source>Make room: {size} are enough.</source><translation>Libera spazio: {size} bastano.</translation></message>
    <message><source>Make the folder writable, or choose another one with --data-dir.</source><translation>Rendi scrivibile la cartella, o scegline un’altra con --data-dir.</translation></message>
    <message><source>Making {done} of {total} documents ready for searching…</source><translation>Preparo la ricerca: {done} documenti su {total}…</translation></message>
    <message><source>Markdown</source><translation>Markdown</translation></message>
    <message><source>Markdown (*.md)</source><translation>Markdown (*.md)</translation></message>
    <message><source>Model</source><translation>Modello</translation></message>
    <message><source>Models</source><translation>Modelli</translation></message>
    <message><source>Models…</source><translation>Modelli…</translation></message>
    <message><source>More than one helps only with a graphics card or a large server.</source><translation>Più di una serve solo con una scheda grafica o un server potente.</translation></message>
    <message><source>Most of what the model wrote is not in the text</source><translation>Gran parte di ciò che il modello ha scritto non è nel testo</translation></message>
    <message><source>Most of what the model wrote was not found in the text and was left out. Look at the pages before you rely on the rest, or try another model.</source><translation>Gran parte di ciò che il modello ha scritto non è stata trovata nel testo ed è stata esclusa. Guarda le pagine prima di fidarti del resto, o prova un altro modello.</translation></message>
    <message><source>Move a waiting document</source><translation>Sposta un documento in attesa</translation></message>
    <message><source>Move the file away, or start the newer version.</source><translation>Sposta il file, o avvia la versione più recente.</translation></message>
    <message><source>Name of a model</source><translation>Nome di un modello</translation></message>
    <message><source>Names of these files</source><translation>Nomi di questi file</translation></message>
    <message><source>Needs a model</source><translation>Serve un modello</translation></message>
    <message><source>Needs its password</source><translation>Serve la password</translation></message>
    <message><source>Network</source><translation>Rete</translation></message>
    <message><source>Newest first</source><translation>Prima i più recenti</translation></message>
    <message><source>Next claim</source><translation>Punto successivo</translation></message>
    <message><source>Next page</source><translation>Pagina successiva</translation></message>
    <message><source>No</source><translation>No</translation></message>
    <message><source>No address of a server is set</source><translation>Non è impostato nessun indirizzo di un server</translation></message>
    <message><source>No answer from Ollama</source><translation>Ollama non risponde</translation></message>
    <message><source>No answer from the built-in engine</source><translation>Il motore integrato non risponde</translation></message>
    <message><source>No answer from the server you chose</source><translation>Il server che hai scelto non risponde</translation></message>
    <message><source>No document is chosen.</source><translation>Non è scelto nessun documento.</translation></message>
    <message><source>No keyring is running: the password is asked for again after a restart.</source><translation>Non c’è un portachiavi attivo: dopo il riavvio la password verrà chiesta di nuovo.</translation></message>
    <message><source>No limit</source><translation>Nessun limite</translation></message>
    <message><source>No mail account is set up.</source><translation>Non è configurato nessun account di posta.</translation></message>
    <message><source>No notifications</source><translation>Nessuna notifica</translation></message>
    <message><source>No program that summarises was found</source><translation>Nessun programma che riassuma è stato trovato</translation></message>
    <message><source>No such model</source><translation>Modello sconosciuto</translation></message>
    <message><source>No text in this PDF</source><translation>Nessun testo in questo PDF</translation></message>
    <message><source>No worker at {place}</source><translation>Nessun worker presso {place}</translation></message>
    <message><source>Nobody has a model of this name where it was looked for.</source><translation>Nessun modello con questo nome dove è stato cercato.</translation></message>
    <message><source>Nobody is working on this document any more.</source><translation>Nessuno lavora più a questo documento.</translation></message>
    <message><source>None (this computer only)</source><translation>Nessuna (solo questo computer)</translation></message>
    <message><source>None of the chosen documents has a summary.</source><translation>Nessuno dei documenti scelti ha un riassunto.</translation></message>
    <message><source>Not a PDF</source><translation>Non è un PDF</translation></message>
    <message><source>Not done</source><translation>Non riuscito</translation></message>
    <message><source>Not enough room for the model</source><translation>Non c’è abbastanza spazio per il modello</translation></message>
    <message><source>Not found in the text</source><translation>Non trovato nel testo</translation></message>
    <message><source>Not read yet</source><translation>Da leggere</translation></message>
    <message><source>Not sent</source><translation>Non inviata</translation></message>
    <message><source>Not summarised: {names}</source><translation>Non riassunto: {names}</translation></message>
    <message><source>Not the right model</source><translation>Non è il modello giusto</translation></message>
    <message><source>Nothing chosen</source><translation>Niente di scelto</translation></message>
    <message><source>Nothing has been sent, and nothing is waiting.</source><translation>Non è stato inviato nulla, e nulla è in attesa.</translation></message>
    <message><source>Nothing is shown when a summary is ready.</source><translation>Non viene mostrato nulla quando un riassunto è pronto.</translation></message>
    <message><source>Nothing to set up.</source><translation>Non c’è niente da configurare.</translation></message>
    <message><source>Nothing was found for “{words}”.</source><translation>Non si è trovato nulla per «{words}».</translation></message>
    <message><source>Nothing, unless you want secrets to be kept.</source><translation>Niente, a meno che tu voglia conservare le password.</translation></message>
    <message><source>Nothing: Sunto works without tray and notifications.</source><translation>Niente: Sunto funziona anche senza icona e notifiche.</translation></message>
    <message><source>Nothing: closing the window minimises it.</source><translation>Niente: la finestra, chiusa, si riduce a icona.</translation></message>
    <message><source>Notifications</source><translation>Notifiche</translation></message>
    <message><source>Ollama</source><translation>Ollama</translation></message>
    <message><source>Ollama answers, and it has no model that can summarise.</source><translation>Ollama risponde, ma non ha un modello che sappia riassumere.</translation></message>
    <message><source>Ollama does not answer</source><translation>Ollama non risponde</translation></message>
    <message><source>Ollama does not answer on this computer, so the built-in engine is used.</source><translation>Ollama non risponde su questo computer, quindi si usa il motore integrato.</translation></message>
    <message><source>Ollama has no model that can summarise, so the built-in engine is used.</source><translation>Ollama non ha modelli in grado di riassumere, quindi si usa il motore integrato.</translation></message>
    <message><source>Ollama is being started…</source><translation>Ollama si sta avviando…</translation></message>
    <message><source>Ollama is installed on this computer and is not running.</source><translation>Ollama è installato su questo computer ma non è in funzione.</translation></message>
    <message><source>Ollama passes documents on to them, to another computer.</source><translation>Ollama passa loro i documenti, su un altro computer.</translation></message>
    <message><source>Ollama runs on this computer; of its models the largest that fits is used.</source><translation>Ollama è in funzione su questo computer; dei suoi modelli si usa il più grande che ci sta.</translation></message>
    <message><source>Ollama, with which more models can be had, was not found on this computer.</source><translation>Ollama, con cui si hanno più modelli, non è stato trovato su questo computer.</translation></message>
    <message><source>On its way</source><translation>In viaggio</translation></message>
    <message><source>On paper…</source><translation>Su carta…</translation></message>
    <message><source>On their way</source><translation>In arrivo</translation></message>
    <message><source>On this computer</source><translation>Su questo computer</translation></message>
    <message><source>One email for each document</source><translation>Un’email per ogni documento</translation></message>
    <message><source>One the program knows, or the path of a GGUF file; empty: the best that fits.</source><translation>Uno che il programma conosce, o il percorso di un file GGUF; vuoto: il migliore che ci sta.</translation></message>
    <message><source>Only partly found in the text</source><translation>Trovato solo in parte nel testo</translation></message>
    <message><source>Open Flower</source><translation>Apri Flower</translation></message>
    <message><source>Open Sunto</source><translation>Apri Sunto</translation></message>
    <message><source>Open document</source><translation>Apri il documento</translation></message>
    <message><source>Open it in a PDF reader. If you see writing there, print it to a new PDF and add that; else get the file again.</source><translation>Aprilo in un lettore PDF. Se lì vedi del testo, stampalo in un nuovo PDF e aggiungi quello; altrimenti procurati di nuovo il file.</translation></message>
    <message><source>Open it in its own program and save it as PDF, then add that.</source><translation>Aprilo con il suo programma, salvalo come PDF e aggiungi quello.</translation></message>
    <message><source>Opening…</source><translation>Apertura…</translation></message>
    <message><source>Other documents are worked on before it.</source><translation>Prima ci sono altri documenti.</translation></message>
    <message><source>Otherwise documents that were added together come in one.</source><translation>Altrimenti i documenti aggiunti insieme arrivano in una sola.</translation></message>
    <message><source>Outbox</source><translation>Posta in uscita</translation></message>
    <message><source>Outbox…</source><translation>Posta in uscita…</translation></message>
    <message><source>Overview</source><translation>In breve</translation></message>
    <message><source>PDF</source><translation>PDF</translation></message>
    <message><source>PDF (*.pdf)</source><translation>PDF (*.pdf)</translation></message>
    <message><source>PDF documents (*.pdf *.PDF)</source><translation>Documenti PDF (*.pdf *.PDF)</translation></message>
    <message><source>Page</source><translation>Pagina</translation></message>
    <message><source>Page larger, smaller, as wide as there is room</source><translation>Pagina più grande, più piccola, larga quanto c’è spazio</translation></message>
    <message><source>Page numbers ({where}) were not given to the model.</source><translation>I numeri di pagina ({where}) non sono stati dati al modello.</translation></message>
    <message><source>Page {pages} is a picture and was read by text recognition.</source><translation>La pagina {pages} è un’immagine ed è stata letta con il riconoscimento del testo.</translation></message>
    <message><source>Page {pages} is damaged.</source><translation>La pagina {pages} è danneggiata.</translation></message>
    <message><source>Page {pages} is empty.</source><translation>La pagina {pages} è vuota.</translation></message>
    <message><source>Page {page}</source><translation>Pagina {page}</translation></message>
    <message><source>Page {page} of {all}</source><translation>Pagina {page} di {all}</translation></message>
    <message><source>Page {page}: “{quote}”</source><translation>Pagina {page}: «{quote}»</translation></message>
    <message><source>Pages</source><translation>Pagine</translation></message>
    <message><source>Pages {first}–{last}</source><translation>Pagine {first}–{last}</translation></message>
    <message><source>Pages {pages} are damaged.</source><translation>Le pagine {pages} sono danneggiate.</translation></message>
    <message><source>Pages {pages} are empty.</source><translation>Le pagine {pages} sono vuote.</translation></message>
    <message><source>Pages {pages} are pictures and were read by text recognition.</source><translation>Le pagine {pages} sono immagini e sono state lette con il riconoscimento del testo.</translation></message>
    <message><source>Password</source><translation>Password</translation></message>
    <message><source>Password of this document</source><translation>Password di questo documento</translation></message>
    <message><source>Paste files</source><translation>Incolla file</translation></message>
    <message><source>Pause</source><translation>Pausa</translation></message>
    <message><source>Pause or resume everything</source><translation>Metti in pausa o riprendi tutto</translation></message>
    <message><source>Paused</source><translation>In pausa</translation></message>
    <message><source>Perhaps sent</source><translation>Forse inviata</translation></message>
    <message><source>Points</source><translation>Punti</translation></message>
    <message><source>Polish</source><translation>polacco</translation></message>
    <message><source>Port</source><translation>Porta</translation></message>
    <message><source>Portuguese</source><translation>portoghese</translation></message>
    <message><source>Previous claim</source><translation>Punto precedente</translation></message>
    <message><source>Previous page</source><translation>Pagina precedente</translation></message>
    <message><source>Print it to a new PDF from a PDF reader and add that.</source><translation>Stampalo in un nuovo PDF da un lettore PDF e aggiungi quello.</translation></message>
    <message><source>Print the summary…</source><translation>Stampa il riassunto…</translation></message>
    <message><source>Program that summarises</source><translation>Programma che riassume</translation></message>
    <message><source>Provider</source><translation>Fornitore</translation></message>
    <message><source>Put it back or find its new place, then add it again.</source><translation>Rimettilo dov’era o cerca dove è finito, poi aggiungilo di nuovo.</translation></message>
    <message><source>Putting it together and checking it</source><translation>Il riassunto viene composto e controllato</translation></message>
    <message><source>Qt is not installed</source><translation>Qt non è installato</translation></message>
    <message><source>Questions at a time</source><translation>Domande alla volta</translation></message>
    <message><source>Quit</source><translation>Esci</translation></message>
    <message><source>Reading</source><translation>Lettura</translation></message>
    <message><source>Reading page {at} of {total}</source><translation>Lettura di pagina {at} di {total}</translation></message>
    <message><source>Reading the PDF broke off</source><translation>La lettura del PDF si è interrotta</translation></message>
    <message><source>Reading the PDF takes too long</source><translation>La lettura del PDF richiede troppo tempo</translation></message>
    <message><source>Ready</source><translation>Pronto</translation></message>
    <message><source>Redo</source><translation>Rifai</translation></message>
    <message><source>Redo as…</source><translation>Rifai…</translation></message>
    <message><source>Remove</source><translation>Rimuovi</translation></message>
    <message><source>Remove from the list</source><translation>Rimuovi dall’elenco</translation></message>
    <message><source>Report this.</source><translation>Segnalalo.</translation></message>
    <message><source>Resume</source><translation>Riprendi</translation></message>
    <message><source>Retry. If it happens again, the log of the worker says more.</source><translation>Riprova. Se ricapita, il registro del worker dice di più.</translation></message>
    <message><source>Running footers ({where}) were not given to the model.</source><translation>I piè di pagina ({where}) non sono stati dati al modello.</translation></message>
    <message><source>Running headers ({where}) were not given to the model.</source><translation>Le intestazioni ({where}) non sono state date al modello.</translation></message>
    <message><source>Save</source><translation>Salva</translation></message>
    <message><source>Save and switch on</source><translation>Salva e attiva</translation></message>
    <message><source>Search</source><translation>Cerca</translation></message>
    <message><source>Search settings</source><translation>Cerca nelle impostazioni</translation></message>
    <message><source>Search summaries and documents</source><translation>Cerca nei riassunti e nei documenti</translation></message>
    <message><source>Secrets are asked for again after a restart, unless a keyring is running.</source><translation>Dopo un riavvio le password vengono chieste di nuovo, se non c’è un portachiavi.</translation></message>
    <message><source>Security</source><translation>Sicurezza</translation></message>
    <message><source>See whether the computer it runs on is there, and the network to it.</source><translation>Controlla che il computer su cui gira sia acceso e raggiungibile in rete.</translation></message>
    <message><source>Send again when it is not known whether an email arrived</source><translation>Invia di nuovo quando non si sa se un’email è arrivata</translation></message>
    <message><source>Send now</source><translation>Invia ora</translation></message>
    <message><source>Send results to</source><translation>Invia i riassunti a</translation></message>
    <message><source>Send summaries to this address</source><translation>Invia i riassunti a questo indirizzo</translation></message>
    <message><source>Send test</source><translation>Invia una prova</translation></message>
    <message><source>Send them there</source><translation>Invia i documenti</translation></message>
    <message><source>Sender</source><translation>Mittente</translation></message>
    <message><source>Sending broke ({error}).</source><translation>L’invio si è interrotto ({error}).</translation></message>
    <message><source>Sending…</source><translation>Invio…</translation></message>
    <message><source>Sent</source><translation>Inviata</translation></message>
    <message><source>Sent by Sunto, from the computer that read the document.</source><translation>Inviato da Sunto, dal computer che ha letto il documento.</translation></message>
    <message><source>Sent from</source><translation>Mittente</translation></message>
    <message><source>Server</source><translation>Server</translation></message>
    <message><source>Set one up, or set SUNTO_SMTP_URL.</source><translation>Configurane uno, o imposta SUNTO_SMTP_URL.</translation></message>
    <message><source>Settings</source><translation>Impostazioni</translation></message>
    <message><source>Settings and more</source><translation>Impostazioni e altro</translation></message>
    <message><source>Settings…</source><translation>Impostazioni…</translation></message>
    <message><source>Show</source><translation>Mostra</translation></message>
    <message><source>Show file</source><translation>Mostra file</translation></message>
    <message><source>Show in folder</source><translation>Mostra nella cartella</translation></message>
    <message><source>Show log</source><translation>Mostra il registro</translation></message>
    <message><source>Show the pages</source><translation>Mostra le pagine</translation></message>
    <message><source>Show what I type</source><translation>Mostra ciò che scrivo</translation></message>
    <message><source>Signs</source><translation>Segni</translation></message>
    <message><source>Smaller</source><translation>Rimpicciolisci</translation></message>
    <message><source>Some providers want an app password instead of your own.</source><translation>Alcuni fornitori vogliono una password per le app al posto della tua.</translation></message>
    <message><source>Something in Sunto went wrong</source><translation>Qualcosa in Sunto è andato storto</translation></message>
    <message><source>Something in Sunto went wrong. Your documents are safe, and work goes on. The text below helps to find the mistake; it may hold names of your files.</source><translation>Qualcosa in Sunto è andato storto. I tuoi documenti sono al sicuro e il lavoro continua. Il testo qui sotto aiuta a trovare l’errore; può contenere nomi di tuoi file.</translation></message>
    <message><source>Something in this file stops the program that reads it. Other files are not affected.</source><translation>Qualcosa in questo file blocca il programma che lo legge. Gli altri file non ne risentono.</translation></message>
    <message><source>Something needs you.</source><translation>Qualcosa ha bisogno di te.</translation></message>
    <message><source>Space</source><translation>Spazio</translation></message>
    <message><source>Spanish</source><translation>spagnolo</translation></message>
    <message><source>Split it into parts and add those.</source><translation>Dividilo in più parti e aggiungi quelle.</translation></message>
    <message><source>Standard</source><translation>Normale</translation></message>
    <message><source>Start Ollama</source><translation>Avvia Ollama</translation></message>
    <message><source>Start Ollama, or choose the built-in engine in the settings.</source><translation>Avvia Ollama, o scegli il motore integrato nelle impostazioni.</translation></message>
    <message><source>Start Ollama, or choose the built-in program: SUNTO_ENGINE=builtin.</source><translation>Avvia Ollama, o scegli il programma integrato: SUNTO_ENGINE=builtin.</translation></message>
    <message><source>Start Ollama, then try again.</source><translation>Avvia Ollama e riprova.</translation></message>
    <message><source>Start `sunto worker` on a machine that has a model.</source><translation>Avvia `sunto worker` su un computer che ha un modello.</translation></message>
    <message><source>Start again</source><translation>Ricomincia</translation></message>
    <message><source>Start when I log in</source><translation>Parti quando accedo</translation></message>
    <message><source>Starting</source><translation>Avvio</translation></message>
    <message><source>Starting…</source><translation>Avvio…</translation></message>
    <message><source>State</source><translation>Stato</translation></message>
    <message><source>Summaries</source><translation>Riassunti</translation></message>
    <message><source>Summaries are posted to https addresses, or to this computer.</source><translation>I riassunti si inviano a indirizzi https, o a questo computer.</translation></message>
    <message><source>Summaries of what is added from now on are mailed. Click the words to change that.</source><translation>I riassunti di ciò che aggiungi da ora in poi vengono inviati. Fai clic sulle parole per cambiare.</translation></message>
    <message><source>Summarise</source><translation>Riassumi</translation></message>
    <message><source>Summarise once more</source><translation>Riassumi di nuovo</translation></message>
    <message><source>Summarised</source><translation>Riassunti</translation></message>
    <message><source>Summarising</source><translation>Riassunto in corso</translation></message>
    <message><source>Summarising part {at} of {total}</source><translation>Riassunto: parte {at} di {total}</translation></message>
    <message><source>Summary</source><translation>Riassunto</translation></message>
    <message><source>Summary ready</source><translation>Riassunto pronto</translation></message>
    <message><source>Summary: {names}</source><translation>Riassunto: {names}</translation></message>
    <message><source>Sunto can send email</source><translation>Sunto può inviare email</translation></message>
    <message><source>Sunto could not start.</source><translation>Non è stato possibile avviare Sunto.</translation></message>
    <message><source>Sunto goes on here</source><translation>Sunto continua qui</translation></message>
    <message><source>Sunto waits in the tray, and goes on with what is not finished.</source><translation>Sunto aspetta nell’area di notifica, e riprende ciò che non è finito.</translation></message>
    <message><source>Sunto {version}. Drop PDFs; every page is read on this computer, and each point of the summary shows the sentence it rests on. Free software, Apache-2.0.</source><translation>Sunto {version}. Trascina i PDF: ogni pagina viene letta su questo computer, e ogni punto del riassunto mostra la frase su cui si basa. Software libero, Apache-2.0.</translation></message>
    <message><source>Sunto: a fault</source><translation>Sunto: un errore</translation></message>
    <message><source>Sunto: {sentence}</source><translation>Sunto: {sentence}</translation></message>
    <message><source>Text</source><translation>Testo</translation></message>
    <message><source>Text (*.txt)</source><translation>Testo (*.txt)</translation></message>
    <message><source>Text on {where} was not given to the model ({kind}).</source><translation>Il testo a {where} non è stato dato al modello ({kind}).</translation></message>
    <message><source>Text that the model was not given</source><translation>Testo non dato al modello</translation></message>
    <message><source>That could not be done: {reason}</source><translation>Non è stato possibile: {reason}</translation></message>
    <message><source>That password did not open it</source><translation>Quella password non lo apre</translation></message>
    <message><source>That password did not open it.</source><translation>Quella password non lo apre.</translation></message>
    <message><source>The PDF is damaged</source><translation>Il PDF è danneggiato</translation></message>
    <message><source>The PDF is too large</source><translation>Il PDF è troppo grande</translation></message>
    <message><source>The address it comes from does not answer. What has come so far is kept.</source><translation>L’indirizzo da cui arriva non risponde. Quanto è già arrivato viene conservato.</translation></message>
    <message><source>The address mail comes from; empty: the name of the mail account.</source><translation>L’indirizzo da cui arriva la posta; vuoto: il nome dell’account.</translation></message>
    <message><source>The built-in engine does not start with this model</source><translation>Il motore integrato non parte con questo modello</translation></message>
    <message><source>The built-in engine needs its starter model</source><translation>Al motore integrato serve il modello iniziale</translation></message>
    <message><source>The built-in engine needs the starter model, {size}, once. After that nothing more is fetched.</source><translation>Al motore integrato serve, una volta sola, il modello iniziale: {size}. Dopo non si scarica più nulla.</translation></message>
    <message><source>The certificate of {host} cannot be trusted ({reason}), so nothing was sent.</source><translation>Del certificato di {host} non ci si può fidare ({reason}), quindi non è stato inviato nulla.</translation></message>
    <message><source>The certificate of {host} is for another name, so nothing was sent.</source><translation>Il certificato di {host} è per un altro nome, quindi non è stato inviato nulla.</translation></message>
    <message><source>The command line does the same work.</source><translation>La riga di comando fa lo stesso lavoro.</translation></message>
    <message><source>The connection broke, or the place it comes from could not be reached. What is here already is kept.</source><translation>La connessione si è interrotta, o il posto da cui arriva non si può raggiungere. Quello che c’è già si conserva.</translation></message>
    <message><source>The connection is not encrypted: others in the network can read it, too.</source><translation>La connessione non è cifrata: può leggerlo anche chi è nella rete.</translation></message>
    <message><source>The connection was lost before the server answered: perhaps it was sent.</source><translation>La connessione è caduta prima della risposta del server: forse è stata inviata.</translation></message>
    <message><source>The context window does not fit</source><translation>La finestra di contesto non ci sta</translation></message>
    <message><source>The disk is full</source><translation>Il disco è pieno</translation></message>
    <message><source>The disk is nearly full</source><translation>Il disco è quasi pieno</translation></message>
    <message><source>The disk is nearly full. This goes on by itself when there is room.</source><translation>Il disco è quasi pieno. Appena c’è spazio, il lavoro riprende da solo.</translation></message>
    <message><source>The disk needs {needed} of free room for it and has {there}; nothing was fetched.</source><translation>Servono {needed} liberi sul disco e ce ne sono {there}; non è stato scaricato nulla.</translation></message>
    <message><source>The document could not be taken in.</source><translation>Non è stato possibile acquisire il documento.</translation></message>
    <message><source>The document is not here yet</source><translation>Il documento non è ancora qui</translation></message>
    <message><source>The document is not kept any longer</source><translation>Il documento non è più conservato</translation></message>
    <message><source>The document&apos;s own</source><translation>Quella del documento</translation></message>
    <message><source>The documents could not be searched.</source><translation>Non è stato possibile cercare nei documenti.</translation></message>
    <message><source>The file cannot be opened</source><translation>Il file non si può aprire</translation></message>
    <message><source>The file cannot be written: {reason}.</source><translation>Il file non si può scrivere: {reason}.</translation></message>
    <message><source>The file is empty</source><translation>Il file è vuoto</translation></message>
    <message><source>The file is not there</source><translation>Il file non c’è</translation></message>
    <message><source>The index ({where}) was not given to the model.</source><translation>L’indice analitico ({where}) non è stato dato al modello.</translation></message>
    <message><source>The language summaries are written in; empty: the language of the document.</source><translation>La lingua in cui si scrivono i riassunti; vuoto: quella del documento.</translation></message>
    <message><source>The last try: {reason}</source><translation>L’ultimo tentativo: {reason}</translation></message>
    <message><source>The list of references ({where}) was not given to the model.</source><translation>La bibliografia ({where}) non è stata data al modello.</translation></message>
    <message><source>The mail server&apos;s address has no sensible form.</source><translation>L’indirizzo del server di posta non ha una forma sensata.</translation></message>
    <message><source>The mail server&apos;s address must look like smtps://user@host:465.</source><translation>L’indirizzo del server di posta deve avere la forma smtps://user@host:465.</translation></message>
    <message><source>The mailbox of {address} is full ({reply}).</source><translation>La casella di {address} è piena ({reply}).</translation></message>
    <message><source>The message could not be put together: {error}.</source><translation>Non è stato possibile comporre il messaggio: {error}.</translation></message>
    <message><source>The message has {size}; the server takes {limit}.</source><translation>Il messaggio è di {size}; il server ne accetta {limit}.</translation></message>
    <message><source>The message is too large for the server.</source><translation>Il messaggio è troppo grande per il server.</translation></message>
    <message><source>The model cannot be reached</source><translation>Il modello non si può raggiungere</translation></message>
    <message><source>The model could not be fetched to its end</source><translation>Il modello non è arrivato fino in fondo</translation></message>
    <message><source>The model did not do it</source><translation>Il modello non l’ha fatto</translation></message>
    <message><source>The model is being fetched already</source><translation>Il modello si sta già scaricando</translation></message>
    <message><source>The model is too large for this computer</source><translation>Il modello è troppo grande per questo computer</translation></message>
    <message><source>The model needs a newer version of Ollama than the one that runs here.</source><translation>Il modello richiede una versione di Ollama più recente di questa.</translation></message>
    <message><source>The model sees too little at once</source><translation>Il modello vede troppo poco alla volta</translation></message>
    <message><source>The model&apos;s answers could not be used</source><translation>Le risposte del modello non erano utilizzabili</translation></message>
    <message><source>The oldest go first.</source><translation>Se ne vanno prima le più vecchie.</translation></message>
    <message><source>The order of the documents</source><translation>L’ordine dei documenti</translation></message>
    <message><source>The pages of this document cannot be drawn</source><translation>Le pagine di questo documento non si possono mostrare</translation></message>
    <message><source>The part of Sunto that summarises ended three times while it worked on this document.</source><translation>La parte di Sunto che riassume si è chiusa tre volte mentre lavorava a questo documento.</translation></message>
    <message><source>The part that summarises does not answer</source><translation>La parte che riassume non risponde</translation></message>
    <message><source>The part that summarises does not answer; if that lasts it is started again</source><translation>La parte che riassume non risponde; se continua, viene riavviata</translation></message>
    <message><source>The part that summarises is starting again</source><translation>La parte che riassume sta ripartendo</translation></message>
    <message><source>The password cannot be kept: {reason}</source><translation>La password non si può conservare: {reason}</translation></message>
    <message><source>The program that summarises answered: “{reason}”.</source><translation>Il programma che riassume ha risposto: “{reason}”.</translation></message>
    <message><source>The program that summarises does not answer</source><translation>Il programma che riassume non risponde</translation></message>
    <message><source>The report is on the clipboard.</source><translation>Il rapporto è negli appunti.</translation></message>
    <message><source>The secret cannot be had: {error}</source><translation>Il segreto non è disponibile: {error}</translation></message>
    <message><source>The sender&apos;s address: {reason}</source><translation>L’indirizzo del mittente: {reason}</translation></message>
    <message><source>The sentence it rests on</source><translation>La frase su cui si basa</translation></message>
    <message><source>The server asked to come back later ({reply}).</source><translation>Il server chiede di ripassare più tardi ({reply}).</translation></message>
    <message><source>The server did not accept user name and password ({reply}).</source><translation>Il server non ha accettato nome utente e password ({reply}).</translation></message>
    <message><source>The server does not take mail for {address} ({reply}).</source><translation>Il server non accetta posta per {address} ({reply}).</translation></message>
    <message><source>The server does not take mail from {address} ({reply}).</source><translation>Il server non accetta posta da {address} ({reply}).</translation></message>
    <message><source>The server is decided by SUNTO_SMTP_URL in the environment.</source><translation>Il server è deciso da SUNTO_SMTP_URL nell’ambiente.</translation></message>
    <message><source>The server refused the message ({reply}).</source><translation>Il server ha rifiutato il messaggio ({reply}).</translation></message>
    <message><source>The settings tell which one is used.</source><translation>Nelle impostazioni si legge quale viene usato.</translation></message>
    <message><source>The summary appears here when every part is done and checked.</source><translation>Il riassunto compare qui quando ogni parte è fatta e controllata.</translation></message>
    <message><source>The summary before</source><translation>Il riassunto di prima</translation></message>
    <message><source>The summary is mailed when it is ready. Other documents are not.</source><translation>Il riassunto viene inviato appena è pronto. Gli altri documenti no.</translation></message>
    <message><source>The summary made later</source><translation>Il riassunto fatto dopo</translation></message>
    <message><source>The summary was copied, with its pages.</source><translation>Il riassunto è stato copiato, con le sue pagine.</translation></message>
    <message><source>The summary you have stays; the new one is added to the list.</source><translation>Il riassunto che hai resta; quello nuovo si aggiunge all’elenco.</translation></message>
    <message><source>The table of contents ({where}) was not given to the model.</source><translation>L’indice ({where}) non è stato dato al modello.</translation></message>
    <message><source>The test could not be made: {reason}</source><translation>La prova non è riuscita: {reason}</translation></message>
    <message><source>The text of your documents will be sent to {place}</source><translation>Il testo dei tuoi documenti sarà inviato a {place}</translation></message>
    <message><source>The work stopped several times</source><translation>Il lavoro si è fermato più volte</translation></message>
    <message><source>There are no pages to show</source><translation>Non ci sono pagine da mostrare</translation></message>
    <message numerus="yes"><source>There is no PDF in {n} of the folders.</source><comment>There is no PDF in “{name}”.</comment><translation><numerusform>In «{name}» non ci sono PDF.</numerusform><numerusform>In {n} cartelle non ci sono PDF.</numerusform></translation></message>
    <message><source>There is no computer called {host}.</source><translation>Non c’è un computer che si chiami {host}.</translation></message>
    <message><source>There is no failed document to try again.</source><translation>Non c’è nessun documento non riuscito da riprovare.</translation></message>
    <message><source>There is no keyring: the key is asked for again after a restart.</source><translation>Non c’è un portachiavi: dopo un riavvio la chiave verrà chiesta di nuovo.</translation></message>
    <message><source>There is no password for {user}.</source><translation>Non c’è una password per {user}.</translation></message>
    <message><source>There is no such document now.</source><translation>Ora non c’è nessun documento così.</translation></message>
    <message><source>There is no summary of “{title}” yet: {reason}.</source><translation>Non c’è ancora un riassunto di «{title}»: {reason}.</translation></message>
    <message><source>There is no summary of “{title}”: {reason}.</source><translation>Non c’è un riassunto di «{title}»: {reason}.</translation></message>
    <message><source>There is nothing in this file: 0 bytes.</source><translation>In questo file non c’è nulla: 0 byte.</translation></message>
    <message><source>There was no file in that. Drop PDFs, or folders that hold some.</source><translation>Lì non c’era nessun file. Trascina dei PDF, o cartelle che ne contengono.</translation></message>
    <message><source>There was no room for a copy of this document.</source><translation>Non c’era spazio per una copia di questo documento.</translation></message>
    <message><source>They are looked for once the broker answers.</source><translation>Si cercano quando il broker risponde.</translation></message>
    <message><source>This Ollama is too old for the model</source><translation>Questo Ollama è troppo vecchio per il modello</translation></message>
    <message><source>This computer</source><translation>Questo computer</translation></message>
    <message><source>This computer does not let Sunto read it, or the disk it lies on does not answer.</source><translation>Questo computer non lascia che Sunto lo legga, o il disco su cui si trova non risponde.</translation></message>
    <message><source>This computer works too</source><translation>Lavora anche questo computer</translation></message>
    <message><source>This computer…</source><translation>Questo computer…</translation></message>
    <message><source>This document is larger than what can be read safely.</source><translation>Questo documento è più grande di quanto si possa leggere in sicurezza.</translation></message>
    <message><source>This document is locked</source><translation>Questo documento è protetto</translation></message>
    <message><source>This document is locked, and only its password opens it. The password is used for reading and then forgotten.</source><translation>Questo documento è protetto, e solo la sua password lo apre. La password serve a leggerlo e poi viene dimenticata.</translation></message>
    <message><source>This file is something else, whatever its name says.</source><translation>Questo file è un’altra cosa, qualunque cosa dica il nome.</translation></message>
    <message><source>This goes on by itself in a moment. Nothing is lost.</source><translation>Riprende da solo tra un momento. Non si perde nulla.</translation></message>
    <message><source>This is a first look: the model was shown the most telling sentences only, and not the rest of {where}.</source><translation>È un primo sguardo: al modello sono state mostrate solo le frasi più significative, e non il resto di {where}.</translation></message>
    <message><source>This is a mistake of the program, not of your document.</source><translation>È un errore del programma, non del tuo documento.</translation></message>
    <message><source>This is needed once. The document waits and goes on by itself.</source><translation>Serve una volta sola. Il documento aspetta e riprende da solo.</translation></message>
    <message><source>This is only partly found in the text: read it there.</source><translation>Questo si trova solo in parte nel testo: leggilo lì.</translation></message>
    <message><source>This is the test message you asked for. Summaries will come to this address from the same sender.</source><translation>Questo è il messaggio di prova che hai chiesto. I riassunti arriveranno a questo indirizzo dallo stesso mittente.</translation></message>
    <message><source>This model cannot summarise</source><translation>Questo modello non sa riassumere</translation></message>
    <message><source>This stands in the text, where the chip says.</source><translation>Questo è scritto nel testo, dove indica l’etichetta.</translation></message>
    <message><source>This was not found in the text. It is left out, and in no export.</source><translation>Questo non è stato trovato nel testo. È escluso, e non compare in nessuna esportazione.</translation></message>
    <message><source>To</source><translation>A</translation></message>
    <message><source>To make it, nothing was sent to another computer.</source><translation>Per farlo non è stato inviato nulla ad altri computer.</translation></message>
    <message><source>To make it, {size} were sent to {address}.</source><translation>Per farlo sono stati inviati {size} a {address}.</translation></message>
    <message><source>Today</source><translation>Oggi</translation></message>
    <message><source>Translated from</source><translation>Tradotto da</translation></message>
    <message><source>Try a sample</source><translation>Prova un esempio</translation></message>
    <message><source>Try again</source><translation>Riprova</translation></message>
    <message><source>Try again with another model.</source><translation>Riprova con un altro modello.</translation></message>
    <message><source>Try again, or get it from another place (SUNTO_MODEL_MIRROR).</source><translation>Riprova, o prendilo da un altro posto (SUNTO_MODEL_MIRROR).</translation></message>
    <message><source>Try again.</source><translation>Riprova.</translation></message>
    <message><source>Try failed documents again</source><translation>Riprova i documenti non riusciti</translation></message>
    <message><source>Turn the pages</source><translation>Sfoglia le pagine</translation></message>
    <message><source>Type again to try once more. Escape shows all documents again.</source><translation>Scrivi di nuovo per riprovare. Esc mostra di nuovo tutti i documenti.</translation></message>
    <message><source>Undo</source><translation>Annulla</translation></message>
    <message><source>Up and down the list; open</source><translation>Su e giù nell’elenco; apri</translation></message>
    <message><source>Up to 10 MB.</source><translation>Fino a 10 MB.</translation></message>
    <message><source>Use</source><translation>Usa</translation></message>
    <message><source>Use another address, or another provider.</source><translation>Usa un altro indirizzo, o un altro fornitore.</translation></message>
    <message><source>Use the address that belongs to the account.</source><translation>Usa l’indirizzo che appartiene all’account.</translation></message>
    <message><source>Use the server&apos;s name exactly as your provider writes it.</source><translation>Usa il nome del server esattamente come lo scrive il tuo fornitore.</translation></message>
    <message><source>Use this server</source><translation>Usa questo server</translation></message>
    <message><source>Use {n} tokens</source><translation>Usa {n} token</translation></message>
    <message><source>User name</source><translation>Nome utente</translation></message>
    <message><source>Wait for that one.</source><translation>Aspetta che finisca.</translation></message>
    <message><source>Waiting</source><translation>In attesa</translation></message>
    <message><source>Waiting for Ollama</source><translation>In attesa di Ollama</translation></message>
    <message><source>Waiting for Ollama at {place}</source><translation>In attesa di Ollama su {place}</translation></message>
    <message><source>Waiting for a model</source><translation>In attesa di un modello</translation></message>
    <message><source>Waiting for a model in Ollama</source><translation>In attesa di un modello in Ollama</translation></message>
    <message><source>Waiting for a program that summarises</source><translation>In attesa di un programma che riassuma</translation></message>
    <message><source>Waiting for free space on the disk</source><translation>In attesa di spazio sul disco</translation></message>
    <message><source>Waiting for its turn</source><translation>In attesa del suo turno</translation></message>
    <message><source>Waiting for the broker at {place}</source><translation>In attesa del broker presso {place}</translation></message>
    <message><source>Waiting for the built-in engine</source><translation>In attesa del motore integrato</translation></message>
    <message><source>Waiting for the model {model}</source><translation>In attesa del modello {model}</translation></message>
    <message><source>Waiting for the server at {place}</source><translation>In attesa del server su {place}</translation></message>
    <message><source>Waiting for the server you chose</source><translation>In attesa del server che hai scelto</translation></message>
    <message><source>Waiting for you</source><translation>In attesa di te</translation></message>
    <message><source>Waiting while Sunto restarts a part of itself</source><translation>In attesa che una parte di Sunto riparta</translation></message>
    <message><source>Waiting · {tokens}</source><translation>In attesa · {tokens}</translation></message>
    <message><source>Waiting · {tokens} · {time}</source><translation>In attesa · {tokens} · {time}</translation></message>
    <message><source>Web page (*.html)</source><translation>Pagina web (*.html)</translation></message>
    <message><source>What came is not the file that it should be, so it was thrown away.</source><translation>Ciò che è arrivato non è il file atteso, quindi è stato buttato via.</translation></message>
    <message><source>What could not be found was left out. Read this summary with care.</source><translation>Ciò che non si è trovato è stato escluso. Leggi questo riassunto con cautela.</translation></message>
    <message><source>What has been read so far is kept. It goes on where it was.</source><translation>Quello che è già stato letto si conserva. Si riprende da dove si era.</translation></message>
    <message><source>What has come so far is kept, and the next try goes on from there.</source><translation>Quello che è arrivato si conserva, e il prossimo tentativo riprende da lì.</translation></message>
    <message><source>What is sent to that address is signed.</source><translation>Ciò che viene inviato a quell’indirizzo è firmato.</translation></message>
    <message><source>What matters to you</source><translation>Che cosa ti interessa</translation></message>
    <message><source>What the logs say of this document. They hold neither its name nor its text.</source><translation>Che cosa dicono i registri di questo documento. Non contengono né il suo nome né il suo testo.</translation></message>
    <message><source>What the model was not given</source><translation>Che cosa non è stato dato al modello</translation></message>
    <message><source>Where a browser shows what the workers of a shared broker do; empty: no link.</source><translation>Dove un browser mostra che cosa fanno i worker di un broker condiviso; vuoto: nessun collegamento.</translation></message>
    <message><source>Where the claim stands</source><translation>Dove si trova il punto</translation></message>
    <message><source>Where to get models</source><translation>Da dove prendere i modelli</translation></message>
    <message><source>Which documents are shown</source><translation>Quali documenti si vedono</translation></message>
    <message><source>Who gets the email</source><translation>Chi riceve l’email</translation></message>
    <message><source>Whoever can listen to the network reads the documents.</source><translation>Chi può ascoltare la rete legge i documenti.</translation></message>
    <message><source>Whoever runs that computer can read it. Each summary says what was sent.</source><translation>Chi gestisce quel computer può leggerlo. Ogni riassunto dice che cosa è stato inviato.</translation></message>
    <message><source>Will not fit</source><translation>Non ci sta</translation></message>
    <message><source>With its formatting</source><translation>Con la formattazione</translation></message>
    <message><source>Without protection mail goes to this computer only, and {host} is another one.</source><translation>Senza protezione la posta va solo a questo computer, e {host} è un altro.</translation></message>
    <message><source>Word</source><translation>Word</translation></message>
    <message><source>Word (*.docx)</source><translation>Word (*.docx)</translation></message>
    <message><source>Work stopped because of a mistake in Sunto; see the log</source><translation>Il lavoro si è fermato per un errore di Sunto; vedi il registro</translation></message>
    <message><source>Working</source><translation>In lavorazione</translation></message>
    <message><source>Write summaries into this folder</source><translation>Scrivi i riassunti in questa cartella</translation></message>
    <message><source>Written</source><translation>Scritto</translation></message>
    <message><source>Written to {name} in {folder}.</source><translation>Scritto in {name} nella cartella {folder}.</translation></message>
    <message><source>Yes</source><translation>Sì</translation></message>
    <message><source>Yesterday</source><translation>Ieri</translation></message>
    <message><source>You can drop documents already; they wait and go on by themselves.</source><translation>Puoi già trascinare documenti: aspettano e partono da soli.</translation></message>
    <message><source>You chose it, or its model.</source><translation>L’hai scelto tu, o hai scelto il suo modello.</translation></message>
    <message><source>Your server</source><translation>Il tuo server</translation></message>
    <message><source>a few seconds</source><translation>pochi secondi</translation></message>
    <message><source>a program that summarises</source><translation>un programma che riassume</translation></message>
    <message><source>about {n} s a page</source><translation>circa {n} s a pagina</translation></message>
    <message><source>about {time}</source><translation>circa {time}</translation></message>
    <message><source>added {time}</source><translation>aggiunto alle {time}</translation></message>
    <message><source>all but the most telling sentences left out</source><translation>escluse tutte le frasi tranne le più significative</translation></message>
    <message><source>all shown in the text</source><translation>tutti trovati nel testo</translation></message>
    <message><source>another server</source><translation>un altro server</translation></message>
    <message><source>brief</source><translation>breve</translation></message>
    <message><source>broker</source><translation>broker</translation></message>
    <message><source>built in</source><translation>integrato</translation></message>
    <message><source>bundled ({name})</source><translation>incluso ({name})</translation></message>
    <message><source>cannot be used: it does not understand instructions</source><translation>non utilizzabile: non capisce le istruzioni</translation></message>
    <message><source>cannot be used: it is made for searching</source><translation>non utilizzabile: serve per le ricerche</translation></message>
    <message><source>cannot be used: the file is damaged, or no model</source><translation>non utilizzabile: il file è danneggiato o non è un modello</translation></message>
    <message><source>compute</source><translation>calcolo</translation></message>
    <message><source>could not be read</source><translation>illeggibile</translation></message>
    <message><source>d MMMM</source><translation>d MMMM</translation></message>
    <message><source>d MMMM yyyy</source><translation>d MMMM yyyy</translation></message>
    <message><source>data directory</source><translation>cartella dei dati</translation></message>
    <message><source>detailed</source><translation>dettagliato</translation></message>
    <message><source>disk</source><translation>disco</translation></message>
    <message><source>display</source><translation>schermo</translation></message>
    <message><source>document</source><translation>documento</translation></message>
    <message><source>does not fit into the memory that is free now</source><translation>non entra nella memoria libera in questo momento</translation></message>
    <message><source>email not sent</source><translation>email non inviata</translation></message>
    <message><source>email on its way</source><translation>email in viaggio</translation></message>
    <message><source>email waits</source><translation>email in attesa</translation></message>
    <message><source>emailed</source><translation>inviato per email</translation></message>
    <message><source>empty</source><translation>vuota</translation></message>
    <message><source>engine</source><translation>motore</translation></message>
    <message><source>first look</source><translation>primo sguardo</translation></message>
    <message><source>found</source><translation>trovato</translation></message>
    <message><source>headers and footers left out</source><translation>intestazioni e piè di pagina esclusi</translation></message>
    <message><source>hidden text left out</source><translation>testo nascosto escluso</translation></message>
    <message numerus="yes"><source>hidden text on {n} pages left out</source><comment>hidden text on page {page} left out</comment><translation><numerusform>testo nascosto a p. {page} escluso</numerusform><numerusform>testo nascosto in {n} pagine escluso</numerusform></translation></message>
    <message><source>in use</source><translation>in uso</translation></message>
    <message><source>index left out</source><translation>indice analitico escluso</translation></message>
    <message><source>its program runs</source><translation>il suo programma funziona</translation></message>
    <message><source>just now</source><translation>adesso</translation></message>
    <message><source>keyring</source><translation>portachiavi</translation></message>
    <message><source>later</source><translation>più tardi</translation></message>
    <message><source>library</source><translation>archivio</translation></message>
    <message><source>machines</source><translation>computer</translation></message>
    <message><source>missing</source><translation>manca</translation></message>
    <message><source>model</source><translation>modello</translation></message>
    <message><source>needs {needed} of memory</source><translation>richiede {needed} di memoria</translation></message>
    <message><source>needs {needed} of memory, this computer has {there}</source><translation>richiede {needed} di memoria, questo computer ne ha {there}</translation></message>
    <message><source>needs {needed} of memory, {there} are free now</source><translation>richiede {needed} di memoria, ora ne sono liberi {there}</translation></message>
    <message><source>next</source><translation>prossimo</translation></message>
    <message><source>no model</source><translation>nessun modello</translation></message>
    <message><source>no program shows them</source><translation>nessun programma le mostra</translation></message>
    <message><source>no session bus</source><translation>nessun bus di sessione</translation></message>
    <message><source>nobody works at the shared broker</source><translation>nessuno lavora al broker condiviso</translation></message>
    <message><source>none</source><translation>nessuno</translation></message>
    <message><source>none in this session</source><translation>nessuno in questa sessione</translation></message>
    <message><source>none, or the one that is kept already</source><translation>nessuna, o quella già conservata</translation></message>
    <message><source>not known</source><translation>non noto</translation></message>
    <message><source>not tried by us</source><translation>non provato da noi</translation></message>
    <message><source>not used: it runs in the cloud, and the settings do not allow that</source><translation>non usato: gira nel cloud e le impostazioni non lo consentono</translation></message>
    <message><source>nothing cut</source><translation>niente tagliato</translation></message>
    <message><source>nothing else cut</source><translation>nient’altro tagliato</translation></message>
    <message><source>notifications</source><translation>notifiche</translation></message>
    <message><source>other text left out</source><translation>altro testo escluso</translation></message>
    <message><source>p. {page}</source><translation>p. {page}</translation></message>
    <message><source>p. {page} weak</source><translation>p. {page} debole</translation></message>
    <message><source>p. {page}: {words}</source><translation>p. {page}: {words}</translation></message>
    <message><source>page {pages}</source><translation>pagina {pages}</translation></message>
    <message><source>page {page}</source><translation>pagina {page}</translation></message>
    <message><source>pages {first}–{last}</source><translation>pagine {first}–{last}</translation></message>
    <message><source>pages {pages}</source><translation>pagine {pages}</translation></message>
    <message><source>part of the system</source><translation>parte del sistema</translation></message>
    <message><source>perhaps emailed</source><translation>forse inviato per email</translation></message>
    <message><source>pp. {pages}</source><translation>pp. {pages}</translation></message>
    <message><source>processor</source><translation>processore</translation></message>
    <message><source>read</source><translation>letta</translation></message>
    <message><source>read by OCR</source><translation>letta con OCR</translation></message>
    <message><source>read, a claim rests on it</source><translation>letta, un punto vi si basa</translation></message>
    <message><source>reads {most} tokens at once</source><translation>legge {most} token in una volta</translation></message>
    <message><source>reads {served} of {most} tokens at once</source><translation>legge {served} di {most} token in una volta</translation></message>
    <message><source>rediss://user@host:6379/0, whose workers do the work; empty: the one inside Sunto.</source><translation>rediss://user@host:6379/0, i cui worker fanno il lavoro; vuoto: quello dentro Sunto.</translation></message>
    <message><source>references left out</source><translation>bibliografia esclusa</translation></message>
    <message><source>smtps://user@host:465, or smtp://user@host:587 for STARTTLS; no password in it.</source><translation>smtps://user@host:465, o smtp://user@host:587 per STARTTLS; senza password.</translation></message>
    <message><source>some text was cut</source><translation>parte del testo è stata tagliata</translation></message>
    <message><source>standard</source><translation>normale</translation></message>
    <message><source>table of contents left out</source><translation>indice escluso</translation></message>
    <message><source>takes {size} of memory</source><translation>occupa {size} di memoria</translation></message>
    <message><source>the address of the mail account</source><translation>l’indirizzo dell’account di posta</translation></message>
    <message><source>the built-in engine</source><translation>il motore integrato</translation></message>
    <message><source>the disk has only {there} of free room</source><translation>sul disco ci sono solo {there} liberi</translation></message>
    <message><source>the first it lists</source><translation>il primo che elenca</translation></message>
    <message><source>the one that comes with Sunto is not here yet</source><translation>quello di Sunto non è ancora qui</translation></message>
    <message><source>the processor ({name})</source><translation>il processore ({name})</translation></message>
    <message><source>the server you chose</source><translation>il server che hai scelto</translation></message>
    <message><source>the shared one at {place}</source><translation>quello condiviso su {place}</translation></message>
    <message><source>the shared one cannot be used</source><translation>quello condiviso non è utilizzabile</translation></message>
    <message><source>the shared one: {trouble}</source><translation>quello condiviso: {trouble}</translation></message>
    <message><source>there is a service for them</source><translation>c’è un servizio che le mostra</translation></message>
    <message><source>there is one</source><translation>c’è</translation></message>
    <message><source>this desktop shows none</source><translation>questo desktop non ne mostra</translation></message>
    <message><source>tray</source><translation>icona di stato</translation></message>
    <message><source>tried by us</source><translation>provato da noi</translation></message>
    <message><source>under 1 s a page</source><translation>meno di 1 s a pagina</translation></message>
    <message><source>worker</source><translation>esecutore</translation></message>
    <message><source>{done} of {all} summarised: {names}</source><translation>{done} di {all} riassunti: {names}</translation></message>
    <message><source>{done} of {total}</source><translation>{done} di {total}</translation></message>
    <message><source>{done} of {total} are here and are kept.</source><translation>{done} di {total} sono già qui e si conservano.</translation></message>
    <message><source>{engine} answers, without a model that can summarise</source><translation>{engine} risponde, ma senza un modello che sappia riassumere</translation></message>
    <message><source>{engine} at {place}</source><translation>{engine} su {place}</translation></message>
    <message><source>{engine} found</source><translation>{engine} trovato</translation></message>
    <message><source>{engine} found, with {model}</source><translation>{engine} trovato, con {model}</translation></message>
    <message><source>{file}, summarised on {day}</source><translation>{file}, riassunto il {day}</translation></message>
    <message><source>{host} answered {reply}.</source><translation>{host} ha risposto {reply}.</translation></message>
    <message><source>{host} cannot be reached: {reason}.</source><translation>{host} non si può raggiungere: {reason}.</translation></message>
    <message><source>{host} cannot handle addresses with letters beyond ASCII.</source><translation>{host} non sa trattare indirizzi con lettere oltre l’ASCII.</translation></message>
    <message><source>{host} did not answer in time.</source><translation>{host} non ha risposto in tempo.</translation></message>
    <message><source>{host} ended the connection in the middle.</source><translation>{host} ha chiuso la connessione a metà.</translation></message>
    <message><source>{host} offers no protected connection on port {port}, so nothing was sent.</source><translation>{host} non offre una connessione protetta sulla porta {port}, quindi non è stato inviato nulla.</translation></message>
    <message><source>{host} offers no way to log in that Sunto knows.</source><translation>{host} non offre un modo di accedere che Sunto conosca.</translation></message>
    <message><source>{host} takes no connections on port {port}.</source><translation>{host} non accetta connessioni sulla porta {port}.</translation></message>
    <message><source>{hours} h {minutes} min</source><translation>{hours} h {minutes} min</translation></message>
    <message><source>{minutes} min {seconds} s</source><translation>{minutes} min {seconds} s</translation></message>
    <message><source>{model} at {place}</source><translation>{model} su {place}</translation></message>
    <message><source>{model}, reads {n} tokens at once</source><translation>{model}, legge {n} token alla volta</translation></message>
    <message numerus="yes"><source>{name} ({n} parts)</source><comment>{name} (1 part)</comment><translation><numerusform>{name} (1 parte)</numerusform><numerusform>{name} ({n} parti)</numerusform></translation></message>
    <message><source>{name} is not attached: more than {limit} would not arrive everywhere.</source><translation>{name} non è allegato: più di {limit} non arriverebbe dappertutto.</translation></message>
    <message numerus="yes"><source>{name}, and {n} more</source><comment>{name}, and 1 more</comment><translation><numerusform>{name} e un altro</numerusform><numerusform>{name} e altri {n}</numerusform></translation></message>
    <message numerus="yes"><source>{n} by OCR</source><comment>1 by OCR</comment><translation><numerusform>1 con OCR</numerusform><numerusform>{n} con OCR</numerusform></translation></message>
    <message numerus="yes"><source>{n} bytes</source><comment>{n} byte</comment><translation><numerusform>{n} byte</numerusform><numerusform>{n} byte</numerusform></translation></message>
    <message numerus="yes"><source>{n} could not be read</source><comment>1 could not be read</comment><translation><numerusform>1 illeggibile</numerusform><numerusform>{n} illeggibili</numerusform></translation></message>
    <message numerus="yes"><source>{n} documents were removed.</source><comment>“{title}” was removed.</comment><translation><numerusform>«{title}» è stato rimosso.</numerusform><numerusform>{n} documenti sono stati rimossi.</numerusform></translation></message>
    <message numerus="yes"><source>{n} empty</source><comment>1 empty</comment><translation><numerusform>1 vuota</numerusform><numerusform>{n} vuote</numerusform></translation></message>
    <message numerus="yes"><source>{n} failed</source><comment>1 failed</comment><translation><numerusform>1 non riuscito</numerusform><numerusform>{n} non riusciti</numerusform></translation></message>
    <message><source>{n} h</source><translation>{n} h</translation></message>
    <message numerus="yes"><source>{n} hours ago</source><comment>1 hour ago</comment><translation><numerusform>1 ora fa</numerusform><numerusform>{n} ore fa</numerusform></translation></message>
    <message numerus="yes"><source>{n} jobs</source><comment>1 job</comment><translation><numerusform>1 documento</numerusform><numerusform>{n} documenti</numerusform></translation></message>
    <message numerus="yes"><source>{n} left out</source><comment>1 left out</comment><translation><numerusform>1 escluso</numerusform><numerusform>{n} esclusi</numerusform></translation></message>
    <message numerus="yes"><source>{n} left out: not found in the text</source><comment>1 left out: not found in the text</comment><translation><numerusform>1 escluso: non trovato nel testo</numerusform><numerusform>{n} esclusi: non trovati nel testo</numerusform></translation></message>
    <message numerus="yes"><source>{n} messages were refused.</source><comment>1 message was refused.</comment><translation><numerusform>1 messaggio è stato rifiutato.</numerusform><numerusform>{n} messaggi sono stati rifiutati.</numerusform></translation></message>
    <message><source>{n} min</source><translation>{n} min</translation></message>
    <message numerus="yes"><source>{n} minutes ago</source><comment>1 minute ago</comment><translation><numerusform>1 minuto fa</numerusform><numerusform>{n} minuti fa</numerusform></translation></message>
    <message numerus="yes"><source>{n} need you</source><comment>1 needs you</comment><translation><numerusform>1 ha bisogno di te</numerusform><numerusform>{n} hanno bisogno di te</numerusform></translation></message>
    <message numerus="yes"><source>{n} new</source><comment>1 new</comment><translation><numerusform>1 da leggere</numerusform><numerusform>{n} da leggere</numerusform></translation></message>
    <message numerus="yes"><source>{n} pages</source><comment>1 page</comment><translation><numerusform>1 pagina</numerusform><numerusform>{n} pagine</numerusform></translation></message>
    <message numerus="yes"><source>{n} parts were cut off before the model had seen all of them.</source><comment>One part was cut off before the model had seen all of it.</comment><translation><numerusform>Una parte è stata tagliata prima che il modello l’avesse vista tutta.</numerusform><numerusform>{n} parti sono state tagliate prima che il modello le avesse viste tutte.</numerusform></translation></message>
    <message numerus="yes"><source>{n} paused</source><comment>1 paused</comment><translation><numerusform>1 in pausa</numerusform><numerusform>{n} in pausa</numerusform></translation></message>
    <message numerus="yes"><source>{n} places here are in the summary</source><comment>1 place here is in the summary</comment><translation><numerusform>1 punto di questa pagina è nel riassunto</numerusform><numerusform>{n} punti di questa pagina sono nel riassunto</numerusform></translation></message>
    <message numerus="yes"><source>{n} points</source><comment>1 point</comment><translation><numerusform>1 punto</numerusform><numerusform>{n} punti</numerusform></translation></message>
    <message numerus="yes"><source>{n} points so far</source><comment>1 point so far</comment><translation><numerusform>1 punto finora</numerusform><numerusform>{n} punti finora</numerusform></translation></message>
    <message><source>{n} s</source><translation>{n} s</translation></message>
    <message numerus="yes"><source>{n} statements stay in the document&apos;s language: this model does not translate them reliably.</source><comment>One statement stays in the document&apos;s language: this model does not translate it reliably.</comment><translation><numerusform>Un’affermazione resta nella lingua del documento: questo modello non la traduce in modo affidabile.</numerusform><numerusform>{n} affermazioni restano nella lingua del documento: questo modello non le traduce in modo affidabile.</numerusform></translation></message>
    <message numerus="yes"><source>{n} statements were left out: they were not found in the text.</source><comment>One statement was left out: it was not found in the text.</comment><translation><numerusform>Un’affermazione è stata esclusa: non è stata trovata nel testo.</numerusform><numerusform>{n} affermazioni sono state escluse: non sono state trovate nel testo.</numerusform></translation></message>
    <message numerus="yes"><source>{n} summaries ready</source><comment>1 summary ready</comment><translation><numerusform>1 riassunto pronto</numerusform><numerusform>{n} riassunti pronti</numerusform></translation></message>
    <message numerus="yes"><source>{n} summaries: {names}</source><comment>Summary: {names}</comment><translation><numerusform>Riassunto: {names}</numerusform><numerusform>{n} riassunti: {names}</numerusform></translation></message>
    <message numerus="yes"><source>{n} tokens</source><comment>1 token</comment><translation><numerusform>{n} token</numerusform><numerusform>{n} token</numerusform></translation></message>
    <message numerus="yes"><source>{n} waiting</source><comment>1 waiting</comment><translation><numerusform>1 in attesa</numerusform><numerusform>{n} in attesa</numerusform></translation></message>
    <message numerus="yes"><source>{n} weak</source><comment>1 weak</comment><translation><numerusform>1 debole</numerusform><numerusform>{n} deboli</numerusform></translation></message>
    <message numerus="yes"><source>{n} working</source><comment>1 working</comment><translation><numerusform>1 in corso</numerusform><numerusform>{n} in corso</numerusform></translation></message>
    <message><source>{n} {unit}</source><translation>{n} {unit}</translation></message>
    <message><source>{pace} on this computer. Nothing to set up.</source><translation>{pace} su questo computer. Non c’è niente da configurare.</translation></message>
    <message><source>{pages}, about {tokens}.</source><translation>{pages}, circa {tokens}.</translation></message>
    <message><source>{read} of {all} pages read</source><translation>Lette {read} pagine su {all}</translation></message>
    <message><source>{read} of {all} pages were read.</source><translation>Sono state lette {read} pagine su {all}.</translation></message>
    <message><source>{server} has taken a test message for {address}.</source><translation>{server} ha accettato un messaggio di prova per {address}.</translation></message>
    <message><source>{size} free.</source><translation>{size} liberi.</translation></message>
    <message><source>{size} left this computer</source><translation>{size} usciti da questo computer</translation></message>
    <message numerus="yes"><source>{size} left this computer besides {n} messages you asked for</source><comment>{size} left this computer besides 1 message you asked for</comment><translation><numerusform>{size} usciti da questo computer, oltre a 1 messaggio che hai chiesto</numerusform><numerusform>{size} usciti da questo computer, oltre a {n} messaggi che hai chiesto</numerusform></translation></message>
    <message><source>{size}, once. Fetched with your first document, or now.</source><translation>{size}, una volta sola. Si scarica con il primo documento, o adesso.</translation></message>
    <message><source>{state} at {time}</source><translation>{state} alle {time}</translation></message>
    <message><source>{state} until {time}</source><translation>{state} fino alle {time}</translation></message>
    <message><source>{time} left</source><translation>ancora {time}</translation></message>
    <message><source>{title}, {file}, {date}, {language} and {style} are put in; / makes folders.</source><translation>{title}, {file}, {date}, {language} e {style} vengono sostituiti; / crea cartelle.</translation></message>
    <message><source>“{address}” is not the address of a server</source><translation>«{address}» non è l’indirizzo di un server</translation></message>
    <message><source>“{text}” is no email address.</source><translation>«{text}» non è un indirizzo email.</translation></message>
    <message><source>“{text}” is too long for an email address.</source><translation>«{text}» è troppo lungo per un indirizzo email.</translation></message>
    <message><source>“{title}” is in the list already.</source><translation>«{title}» è già nell’elenco.</translation></message>
    <message><source>“{title}” is summarised already.</source><translation>«{title}» è già riassunto.</translation></message>
    <message><source>← All documents</source><translation>← Tutti i documenti</translation></message>
    <message><source>◐ only partly found in the text</source><translation>◐ trovato solo in parte nel testo</translation></message>
</context>
</TS>
