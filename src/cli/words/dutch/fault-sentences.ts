/** What `verify` and the ledger find wrong, by the English words. */
export const FAULT_SENTENCES: Readonly<Record<string, string>> = {
  'is missing': 'ontbreekt',
  'cannot be read': 'kan niet worden gelezen',
  'cannot be read: this is no run folder, or it was taken away':
    'kan niet worden gelezen: dit is geen runmap, of het is weggehaald',
  'is no JSON': 'is geen JSON',
  'is no CSV': 'is geen CSV',
  'is no plain file': 'is geen gewoon bestand',
  'is no plain file that can be read': 'is geen gewoon, leesbaar bestand',
  'has no header': 'heeft geen kopregel',
  'the header is not that of the contract': 'de kopregel is niet die van het contract',
  'has another number of columns': 'heeft een ander aantal kolommen',
  'does not come after the row before it': 'komt niet na de rij ervoor',
  'has the key of the row before it': 'heeft de sleutel van de rij ervoor',
  'is not quoted as the program writes it':
    'heeft andere aanhalingstekens dan het programma schrijft',
  'is of a file that is no input of the manifest':
    'is van een bestand dat geen invoer van het manifest is',
  'no row of {} can end so': 'geen rij van {1} kan zo eindigen',
  'follows a manifest with SHA-256 {}, which no run folder beside it has: that run is missing, or was altered':
    'volgt op een manifest met SHA-256 {1}, dat geen runmap ernaast heeft: die run ontbreekt, of is gewijzigd',
  'follows the same manifest as {}': 'volgt op hetzelfde manifest als {1}',
  'no run folder here has the manifest with SHA-256 {}: that run is missing, or was altered':
    'geen runmap hier heeft het manifest met SHA-256 {1}: die run ontbreekt, of is gewijzigd',
  'is not in the chain of the expected manifest, that of {}':
    'staat niet in de keten van het verwachte manifest, dat van {1}',
  'has {} rows; the manifest says {}': 'heeft {1} rijen; het manifest zegt {2}',
  'has {} bytes; the manifest says {}': 'heeft {1} bytes; het manifest zegt {2}',
  'is of run {}, which is not the name of the folder': 'is van run {1}, en zo heet de map niet',
  'is of run {}': 'is van run {1}',
  'does not list exactly {} in this order': 'noemt niet precies {1} in deze volgorde',
  'does not have the SHA-256 that the manifest states':
    'heeft niet de SHA-256 die in het manifest staat',
  'is missing from the run folder': 'ontbreekt in de runmap',
  'does not belong in a run folder': 'hoort niet in een runmap',
  'has mode {}; it must be {}': 'heeft rechten {1}; dat moet {2} zijn',
  'does not hold run {}: it is that of other runs, or its end was cut':
    'bevat run {1} niet: het is dat van andere runs, of het eind is eraf',
  'run {} was recorded with the manifest {}, not this one':
    'run {1} is vastgelegd met het manifest {2}, niet met dit',
  'run {} is not noted as published': 'run {1} staat niet als gepubliceerd genoteerd',
  'run {} has another {} than its manifest': 'run {1} heeft een andere {2} dan het manifest',
  'run {} was not purged, its folder was': 'run {1} is niet opgeschoond, de map wel',
  'the purge of run {} was cut off: give it again':
    'het opschonen van run {1} is afgebroken: geef het commando opnieuw',
  'the purge of run {} left another purged.json than this one':
    'het opschonen van run {1} liet een andere purged.json achter dan deze',
  'does not hold run {} with the manifest of its folder':
    'bevat run {1} niet met het manifest van de map',
  'holds run {}, whose folder is not beside this one or was altered':
    'bevat run {1}, waarvan de map niet hiernaast staat of gewijzigd is',
  'does not state the schema of the contract{}': 'noemt niet het schema van het contract{1}',
  'is not what the program writes': 'is niet wat het programma schrijft',
  'does not name the files that a purge removes': 'noemt niet de bestanden die opschonen weghaalt',
  'says otherwise than the manifest of {}': 'zegt iets anders dan het manifest van {1}',
  'the run was judged by version {}, this is {}: judge it again with that one':
    'de run is beoordeeld door versie {1}, dit is {2}: beoordeel die opnieuw met die versie',
  '{} was not given, or was altered since the run':
    '{1} is niet gegeven, of is sinds de run gewijzigd',
  '{} is not as this run read one': '{1} is niet zoals deze run er een las',
  'has more lines than the inputs give': 'heeft meer regels dan de invoer geeft',
  'is not what the inputs give': 'is niet wat de invoer geeft',
  'is not what the inputs give in {}': 'is niet wat de invoer geeft in {1}',
  'is no row that the inputs give': 'is geen rij die de invoer geeft',
  'a row that the inputs give is missing here': 'hier ontbreekt een rij die de invoer geeft',
  'and what follows cannot be compared': 'en wat volgt is niet te vergelijken',
  'is missing: this run is not signed': 'ontbreekt: deze run is niet ondertekend',
  'is no Ed25519 signature: it does not have {} bytes':
    'is geen Ed25519-handtekening: die heeft {1} bytes',
  "is not this key's signature of {}: another key made it, or one of the two was altered":
    'is niet de handtekening van deze sleutel op {1}: een andere sleutel maakte die, of een van beide is gewijzigd',
  'totals.rowsRead is {}; its inputs have {} rows':
    'totals.rowsRead is {1}; de invoer heeft {2} rijen',
  'totals.byDisposition is not the sum of totals.byFile':
    'totals.byDisposition is niet de som van totals.byFile',
  'has {} rows that the manifest does not have': 'heeft {1} rijen die het manifest niet heeft',
  '{} has {} rows, but {} ends of rows': '{1} heeft {2} rijen, maar {3} keer een afloop',
  'has {} rows; totals.csv has ends of {}': 'heeft {1} rijen; totals.csv heeft de afloop van {2}',
  'lists {} rows of {}; {} were rejected': 'noemt {1} rijen van {2}; {3} zijn afgekeurd',
  'runId is not the one that its window, rules, version and inputs give':
    'runId is niet wat venster, regels, versie en invoer geven',
  'cannot be judged again: the ledger is damaged':
    'kan niet opnieuw worden beoordeeld: het grootboek is beschadigd',
  'cannot be judged again: the ledger holds no run of this question':
    'kan niet opnieuw worden beoordeeld: het grootboek kent geen run met deze vraag',
  'nothing can be said of omissions: a file of the run cannot be read':
    'over weglatingen is niets te zeggen: een bestand van de run kan niet worden gelezen',
  'earlier runs were purged since: a difference may come of that alone':
    'eerdere runs zijn sindsdien opgeschoond: een verschil kan daar alleen van komen',
  'was altered, or is not one that the program wrote':
    'is gewijzigd, of is er geen die het programma schreef',
  'does not follow the line before it: one is gone or was altered':
    'volgt niet op de regel ervoor: er is er een weg of gewijzigd',
  'has lost its line end': 'is het regeleinde kwijt',
  'is of a command that did not begin': 'is van een commando dat niet begon',
  'lacks the entry that the ledger names for run {}: its end was cut, or made anew':
    'mist de inschrijving die het grootboek voor run {1} noemt: het eind is afgekapt, of nieuw gemaakt',
  'lacks the entry with the expected seal: its end was cut, or made anew':
    'mist de inschrijving met het verwachte zegel: het eind is afgekapt, of nieuw gemaakt',
  'is not there': 'is er niet',
  'cites run {} with a manifest that the ledger does not hold':
    'noemt run {1} met een manifest dat het grootboek niet heeft',
  'has no folder here': 'heeft hier geen map',
  '{} has no folder here': '{1} heeft hier geen map',
  'does not have the manifest that the ledger recorded':
    'heeft niet het manifest dat het grootboek vastlegde',
  'has a {} that this program did not write': 'heeft een {1} die dit programma niet schreef',
  'does not have {} as its manifest states it': 'heeft {1} niet zoals het manifest zegt',
  'has another purged.json than the one that was left there':
    'heeft een andere purged.json dan daar is achtergelaten',
  '{} has another purged.json than the one that was left there':
    '{1} heeft een andere purged.json dan daar is achtergelaten',
  'two indexes of table decision disagree':
    'twee indexen van de tabel decision spreken elkaar tegen',
  'two indexes of table {} disagree': 'twee indexen van de tabel {1} spreken elkaar tegen',
  'an index of table {} leads to the wrong row':
    'een index van de tabel {1} wijst naar de verkeerde rij',
  'its header says that it cannot be written': 'de kop zegt dat het niet te schrijven is',
  'SQLite says: {}': 'SQLite zegt: {1}',
  'an event of the queue is gone': 'een gebeurtenis uit de rij is weg',
  'rows of table {} are missing or changed': 'rijen van de tabel {1} ontbreken of zijn gewijzigd',
  'pages of run {} are missing': 'bladzijden van run {1} ontbreken',
  'it is empty': 'het is leeg',
  'it is gone, but entries of it lie in its side file ending in -wal':
    'het is weg, maar in het bijbestand dat op -wal eindigt liggen er nog inschrijvingen van',
  'it is cut off inside a page': 'het is midden in een bladzijde afgekapt',
  'its journal mode cannot be set': 'de journaalvorm is niet in te stellen',
  'it is not a regular file': 'het is geen gewoon bestand',
  'it cannot be looked at': 'het is niet te bekijken',
  'its {} is not as it was made': 'de {1} is niet zoals die gemaakt is',
  'it bears no mark of one': 'het draagt er geen kenmerk van',
  'it has no schema': 'het heeft geen schema',
  'its header is changed': 'de kop is gewijzigd',
  'its tables are not those of schema {}': 'de tabellen zijn niet die van schema {1}',
  'a declared outage is missing': 'een gemelde storing ontbreekt',
  'not every outage known to run {} is there': 'niet elke storing die run {1} kende is er',
  'an entry about a purge is missing': 'een aantekening over opschonen ontbreekt',
  'its purge key is not as it was made': 'de opschoonsleutel is niet zoals die gemaakt is',
  'a purged row of table {} has no digest':
    'een opgeschoonde rij van de tabel {1} heeft geen digest',
  'a later version of a notice is there already': 'er is al een latere versie van een bericht',
  'an answer to a review is missing': 'een antwoord op een beoordeling ontbreekt',
  'not every answer known to run {} is there': 'niet elk antwoord dat run {1} kende is er',
  'a row of table {} has no number': 'een rij van de tabel {1} heeft geen nummer',
  'row {} of table {} has no digest': 'rij {1} van de tabel {2} heeft geen digest',
  'row {} of table {} does not match its digest':
    'rij {1} van de tabel {2} past niet bij de digest',
  'row {} holds no content': 'rij {1} heeft geen inhoud',
  'a row of table {} cannot be read': 'een rij van de tabel {1} kan niet worden gelezen',
  'run {} does not follow on the run before it': 'run {1} volgt niet op de run ervoor',
  'inputs of run {} are missing': 'invoer van run {1} ontbreekt',
  'sealed memory {} cannot be opened': 'verzegeld geheugen {1} is niet te openen',
  'a run is missing': 'er ontbreekt een run',
};
