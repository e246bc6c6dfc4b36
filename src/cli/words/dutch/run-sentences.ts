/** Why inputs, ledger or disk stop a command, and lines of the log, by the English words. */
export const RUN_SENTENCES: Readonly<Record<string, string>> = {
  "{}.sha256 is not a checksum file: expected one line with 64 hexadecimal digits, alone or before the file's name.":
    '{1}.sha256 is geen bestand met een controlesom: verwacht was één regel met 64 hexadecimale cijfers, alleen of voor de bestandsnaam.',
  '{} does not match {}.sha256 (expected {}…, found {}…): have the file sent again.':
    '{1} past niet bij {2}.sha256 (verwacht {3}…, gevonden {4}…): laat het bestand opnieuw sturen.',
  'Cannot read {}.sha256: give read access to it, or remove it if it does not belong to {}.':
    '{1}.sha256 kan niet worden gelezen: geef leesrecht, of haal het weg als het niet bij {2} hoort.',
  'The encoding "{}" for {} is not known: use one of {}.':
    'De codering "{1}" voor {2} is onbekend: gebruik een van {3}.',
  '{} is empty: a header row was expected': '{1} is leeg: er hoort een kopregel in',
  '{}: the header row is not readable (quotes, size or encoding): mend it or name the encoding in an input profile':
    '{1}: de kopregel is niet leesbaar (aanhalingstekens, omvang of codering): herstel die of noem de codering in een invoerprofiel',
  "{} has no column {}: add it, or name the file's own columns in an input profile":
    '{1} heeft geen kolom {2}: voeg die toe, of noem de eigen kolommen van het bestand in een invoerprofiel',
  '{}: column {} has the name of an earlier one: every column needs a name of its own':
    '{1}: kolom {2} heeft de naam van een eerdere: elke kolom heeft een eigen naam nodig',
  'Cannot read {} again: check the disk on which it lies.':
    '{1} kan niet opnieuw worden gelezen: controleer de schijf waarop het staat.',
  '{} is {}: name the input file itself.': '{1} is {2}: noem het invoerbestand zelf.',
  'the disk is full': 'de schijf is vol',
  'the disk quota is used up': 'het quotum op de schijf is op',
  'the disk reports an error': 'de schijf meldt een fout',
  'access is denied': 'toegang geweigerd',
  'the file system is read-only': 'het bestandssysteem is alleen te lezen',
  'too many files are open': 'er zijn te veel bestanden open',
  'a part of its path is no folder': 'een deel van het pad is geen map',
  'something of that name is in the way': 'iets met die naam staat in de weg',
  'the system refuses it': 'het systeem weigert het',
  'internal error': 'interne fout',
  'a folder': 'een map',
  'not a file': 'geen bestand',
  '{} changed while it was read: wait until it is complete, then run again.':
    '{1} veranderde tijdens het lezen: wacht tot het volledig is, en geef het commando opnieuw.',
  'Cannot read {} ({}): check its path and the rights of the account that runs this.':
    '{1} kan niet worden gelezen ({2}): controleer het pad en de rechten van het account dat dit uitvoert.',
  '{} is packed with zstd, which this version of Node cannot read: unpack it first, or pack it with gzip.':
    '{1} is ingepakt met zstd, wat deze versie van Node niet kan lezen: pak het eerst uit, of pak het in met gzip.',
  '{} is damaged ({}): have the file sent again.':
    '{1} is beschadigd ({2}): laat het bestand opnieuw sturen.',
  'it ends early or fails its checksum': 'het houdt te vroeg op of de controlesom klopt niet',
  'something other than packed content follows, or there is none':
    'er volgt iets anders dan ingepakte inhoud, of er is er geen',
  'cannot write a temporary file in {}: make room there, or point TMPDIR at a folder that has it':
    'in {1} kan geen tijdelijk bestand worden geschreven: maak daar ruimte, of wijs met TMPDIR een map aan die ruimte heeft',
  'Cannot write a temporary file in {}: make room there, or point TMPDIR at a folder that has it.':
    'In {1} kan geen tijdelijk bestand worden geschreven: maak daar ruimte, of wijs met TMPDIR een map aan die ruimte heeft.',
  '{} is a file or a link: name a folder itself with --out':
    '{1} is een bestand of een koppeling: noem met --out een map zelf',
  'cannot read back {}/{} ({}): give access to the output folder, then give the same command again':
    '{1}/{2} kan niet worden teruggelezen ({3}): geef toegang tot de uitvoermap, en geef hetzelfde commando opnieuw',
  'cannot write {}: {} ({}). Make room or give access there, then give the same command again':
    '{1} kan niet worden geschreven: {2} ({3}). Maak ruimte of geef daar toegang, en geef hetzelfde commando opnieuw',
  'the configuration names no sink for this sector: its notices went to a file':
    'de configuratie noemt geen ontvanger voor deze sector: de berichten gingen naar een bestand',
  'cannot write the sink {}: {}. Make room or give access there, then deliver again':
    'de ontvanger {1} kan niet worden geschreven: {2}. Maak ruimte of geef daar toegang, en lever opnieuw af',
  'Cannot write to {}: {}. Make room on the disk or give write permission, then run again.':
    'Naar {1} kan niet worden geschreven: {2}. Maak ruimte op de schijf of geef schrijfrecht, en geef het commando opnieuw.',
  'The ledger {} is held by {}. Wait until that run has ended, then run again.':
    'Het grootboek {1} wordt vastgehouden door {2}. Wacht tot die run klaar is, en geef het commando opnieuw.',
  'process {} on {} since {}': 'proces {1} op {2} sinds {3}',
  'The ledger {} is locked by another process. Try again when that has ended.':
    'Het grootboek {1} is vergrendeld door een ander proces. Probeer opnieuw als dat klaar is.',
  'The ledger {} was changed by another run while it was read. Run again.':
    'Het grootboek {1} is tijdens het lezen door een andere run gewijzigd. Geef het commando opnieuw.',
  'The ledger {} is being read: what was purged is still in its file. Give the same command again.':
    'Het grootboek {1} wordt gelezen: wat is opgeschoond staat nog in het bestand. Geef hetzelfde commando opnieuw.',
  'The ledger {} has schema {}; this program knows {} at most. Run the newer program that wrote it.':
    'Het grootboek {1} heeft schema {2}; dit programma kent er hoogstens {3}. Gebruik het nieuwere programma dat het schreef.',
  'The ledger {} has schema {}; this program reads {}. A run that is not a dry run brings it up to date.':
    'Het grootboek {1} heeft schema {2}; dit programma leest {3}. Een run die geen proefrun is werkt het bij.',
  'The ledger {} is damaged or is not a ledger: {}. Nothing was entered. Put a sound copy of it back, then run again.':
    'Het grootboek {1} is beschadigd of is geen grootboek: {2}. Er is niets ingeschreven. Zet een gave kopie terug, en geef het commando opnieuw.',
  'There is no ledger at {}, though one is expected. Put it back, or name the right one with --ledger.':
    'Er is geen grootboek op {1}, terwijl er een hoort te zijn. Zet het terug, of noem het juiste met --ledger.',
  'There is no ledger at {}, though one is expected. Put it back, or name the right one with --ledger; --new-ledger begins one that knows no earlier run.':
    'Er is geen grootboek op {1}, terwijl er een hoort te zijn. Zet het terug, of noem het juiste met --ledger; --new-ledger begint er een dat geen eerdere run kent.',
  'there is no ledger at {}': 'er is geen grootboek op {1}',
  '{} cannot be written': '{1} kan niet worden geschreven',
  '{} {} of {} was not given, or was altered since: give the files of both runs':
    '{1} {2} van {3} is niet gegeven, of is sindsdien gewijzigd: geef de bestanden van beide runs',
  'these rules or profiles are not those of {}': 'deze regels of profielen zijn niet die van {1}',
  'the ledger {} does not know {}: give the ledger of both runs':
    'het grootboek {1} kent {2} niet: geef het grootboek van beide runs',
  'the ledger {} does not know {}: give the ledger of that run':
    'het grootboek {1} kent {2} niet: geef het grootboek van die run',
  'run {} is recorded but was not published: give its command again with the same inputs, then this one':
    'run {1} is vastgelegd maar niet gepubliceerd: geef dat commando opnieuw met dezelfde invoer, en dan dit',
  'run {} was recorded but not published: give its command again first':
    'run {1} is vastgelegd maar niet gepubliceerd: geef eerst dat commando opnieuw',
  'run {} rests on earlier runs that were purged since: it is not made again. Its folder can still be verified':
    'run {1} rust op eerdere runs die sindsdien zijn opgeschoond: die wordt niet opnieuw gemaakt. De map kan nog worden gecontroleerd',
  'run {} was completed and then purged: what it was made of is gone from the ledger, and it is not made again. Its folder can still be verified':
    'run {1} is afgerond en daarna opgeschoond: waar die van gemaakt was is weg uit het grootboek, en die wordt niet opnieuw gemaakt. De map kan nog worden gecontroleerd',
  'nothing was purged from this ledger: explain tells of its runs':
    'uit dit grootboek is niets opgeschoond: explain vertelt over de runs',
  'the key was destroyed on {}: nobody can tell any more what was decided on whom':
    'de sleutel is vernietigd op {1}: niemand kan meer zeggen wat er over wie is besloten',
  'nothing was purged: the ledger is damaged. {}':
    'er is niets opgeschoond: het grootboek is beschadigd. {1}',
  '{} {}: verify the folder': '{1} {2}: controleer de map',
  "{} was purged from this run: nothing is left to read. lookup still tells who brings a decision's number":
    '{1} is uit deze run opgeschoond: er is niets meer te lezen. lookup zegt het nog aan wie het nummer van een beslissing brengt',
  '{} is not there as the manifest states it: verify the folder':
    '{1} is er niet zoals het manifest zegt: controleer de map',
  'window in local time and UTC, and the local days that it touches':
    'venster in lokale tijd en UTC, en de lokale dagen die het raakt',
  'inputs opened': 'invoer geopend',
  'inputs read': 'invoer gelezen',
  'more subscriptions than are kept in memory: the keys of the others go to a temporary file':
    'meer inschrijvingen dan in het geheugen blijven: de sleutels van de andere gaan naar een tijdelijk bestand',
  'window judged': 'venster beoordeeld',
  'run published': 'run gepubliceerd',
  'notices delivered': 'berichten afgeleverd',
  'data may be missing': 'er ontbreken mogelijk gegevens',
  'compared with when the window was last run': 'vergeleken met de vorige run over dit venster',
  'columns that the contract does not know are ignored': 'onbekende kolommen worden overgeslagen',
  'an interrupted run was published': 'een onderbroken run is gepubliceerd',
  'a recorded run was not published: give its command again':
    'een vastgelegde run is niet gepubliceerd: geef dat commando opnieuw',
  'runs that looked at this window were purged: only what stood then is remembered of them':
    'runs die dit venster bekeken zijn opgeschoond: alleen wat toen stond is nog bekend',
  "the dead man's switch was not reached": 'de dodemansknop is niet bereikt',
};
