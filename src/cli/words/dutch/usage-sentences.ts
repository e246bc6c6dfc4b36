/** What is wrong with options, configuration and files that somebody gave, by the English words. */
export const USAGE_SENTENCES: Readonly<Record<string, string>> = {
  "error: unknown option '{}'": "fout: onbekende optie '{1}'",
  "error: unknown command '{}'": "fout: onbekend commando '{1}'",
  "error: required option '{}' not specified": "fout: de optie '{1}' is verplicht",
  "error: option '{}' argument missing": "fout: de optie '{1}' heeft een waarde nodig",
  'error: {} is empty': 'fout: {1} is leeg',
  "error: missing required argument '{}'": "fout: het argument '{1}' ontbreekt",
  '(Did you mean {}?)': '(Bedoelde u {1}?)',
  '(Did you mean one of {}?)': '(Bedoelde u een van {1}?)',
  '(screening-catchup --help shows the commands)': '(screening-catchup --help toont de commando’s)',
  'give from or lastDays, not both': 'geef from of lastDays, niet allebei',
  'give --from or --last, not both': 'geef --from of --last, niet allebei',
  'give --json or --csv, not both': 'geef --json of --csv, niet allebei',
  'give one of --decision, --notice, --subscription, --bsn -':
    'geef één van --decision, --notice, --subscription, --bsn -',
  '--until is not after --from': '--until ligt niet na --from',
  '--until is not after --from: the window would hold nothing':
    '--until ligt niet na --from: het venster zou leeg zijn',
  '--as-of is no date: give it as 2025-09-26': '--as-of is geen datum: geef die als 2025-09-26',
  '{} is neither a date nor a date-time with offset: give 2025-07-17 or 2025-07-17T18:00+02:00':
    '{1} is geen datum en ook geen tijdstip met offset: geef 2025-07-17 of 2025-07-17T18:00+02:00',
  'the window ends at {}, in the future: rows may still come. Give --yes if that is meant':
    'het venster eindigt op {1}, in de toekomst: er kunnen nog rijen komen. Geef --yes als dat de bedoeling is',
  'the window from {} until {} has {} days, more than {}. Give --yes if that is meant':
    'het venster van {1} tot {2} heeft {3} dagen, meer dan {4}. Geef --yes als dat de bedoeling is',
  '{} takes a number of local days, as in 1d or 7d':
    '{1} verwacht een aantal lokale dagen, zoals 1d of 7d',
  'no run was completed yet: say with --from where the first window begins':
    'er is nog geen run afgerond: zeg met --from waar het eerste venster begint',
  '--slice reads the inputs once a slice: - cannot be one of them':
    '--slice leest de invoer per deel opnieuw: - kan er niet bij zijn',
  '--allow-rejects takes a whole number of 0 or more':
    '--allow-rejects verwacht een geheel getal van 0 of meer',
  '--threads takes a whole number from 0 to 16': '--threads verwacht een geheel getal van 0 tot 16',
  '{} takes one of {}': '{1} verwacht een van {2}',
  '{} takes one of {} (did you mean {}?)': '{1} verwacht een van {2} (bedoelde u {3}?)',
  '--lang takes nl or en': '--lang verwacht nl of en',
  '--as takes notice or dismiss': '--as verwacht notice of dismiss',
  '--source takes OM or RECHTSPRAAK': '--source verwacht OM of RECHTSPRAAK',
  '--retry takes dead or failed': '--retry verwacht dead of failed',
  'completion takes bash, zsh or fish': 'completion verwacht bash, zsh of fish',
  '--decision takes OM:<id> or RECHTSPRAAK:<id>': '--decision verwacht OM:<id> of RECHTSPRAAK:<id>',
  '--expect-record takes the sha256 of a line of the audit record, 64 hex digits, and goes with --ledger':
    '--expect-record verwacht de sha256 van een regel van de auditlog, 64 hexadecimale cijfers, en hoort bij --ledger',
  '--expect-head takes the SHA-256 of a manifest, 64 hex digits':
    '--expect-head verwacht de SHA-256 van een manifest, 64 hexadecimale cijfers',
  '{} takes one line of 1 to 200 characters': '{1} verwacht één regel van 1 tot 200 tekens',
  '{} stands in reports: leave personal numbers out of it':
    '{1} komt in rapporten: laat persoonsnummers weg',
  '--notice goes with --retry dead or --retry failed':
    '--notice hoort bij --retry dead of --retry failed',
  '--destroy-key goes with none of --before, --rejects, --waiting':
    '--destroy-key gaat niet samen met --before, --rejects of --waiting',
  '--pseudonymous and --key go together': '--pseudonymous en --key horen bij elkaar',
  '--sign-key and --public-key are two files': '--sign-key en --public-key zijn twee bestanden',
  '--key: the key is too short; 32 random bytes in Base64':
    '--key: de sleutel is te kort; 32 willekeurige bytes in Base64',
  'say which copy: --excel, --pseudonymous, or both':
    'zeg welke kopie: --excel, --pseudonymous, of allebei',
  'say with --before which runs are to be purged': 'zeg met --before welke runs worden opgeschoond',
  'this cannot be undone and there is no terminal to ask at: give --yes to go on unattended':
    'dit is niet terug te draaien en er is geen terminal om het te vragen: geef --yes om onbeheerd door te gaan',
  'not confirmed: nothing was purged': 'niet bevestigd: er is niets opgeschoond',
  'this ledger holds no key: nothing was purged since the last was destroyed':
    'dit grootboek heeft geen sleutel: sinds de laatste is vernietigd is er niets opgeschoond',
  'diff takes two run folders: the earlier and the later one':
    'diff verwacht twee runmappen: de eerdere en de latere',
  'verify takes the folder of a run: there is no folder {}':
    'verify verwacht de map van een run: er is geen map {1}',
  'name the folder of a run: there is no {} in {}':
    'noem de map van een run: er is geen {1} in {2}',
  '--notice takes a notice id, as in the first column of notices.csv':
    '--notice verwacht het id van een bericht, zoals in de eerste kolom van notices.csv',
  'to judge a run again takes --decisions, --subscriptions and --ledger: it is judged as the ledger stood before it':
    'een run opnieuw beoordelen vraagt --decisions, --subscriptions en --ledger: beoordeeld naar het grootboek zoals het daarvoor was',
  'inputs are read more than once: - cannot be one of them':
    'de invoer wordt meer dan eens gelezen: - kan er niet bij zijn',
  'these inputs and rules are not those of {}: {}':
    'deze invoer en regels zijn niet die van {1}: {2}',
  '{} is no input of {}: give the files as they were then':
    '{1} is geen invoer van {2}: geef de bestanden zoals ze toen waren',
  'the runs were judged by version {}, this is {}: give the input files to one that judged them':
    'de runs zijn beoordeeld door versie {1}, dit is {2}: geef de invoerbestanden aan een die ze beoordeelde',
  'a BSN is never an argument: give --bsn - and type it':
    'een BSN is nooit een argument: geef --bsn - en typ het',
  'standard input holds no BSN: 8 or 9 digits that pass the 11-test':
    'op de standaardinvoer staat geen BSN: 8 of 9 cijfers die de elfproef doorstaan',
  'the ledger knows no run {}: mend a run of this ledger':
    'het grootboek kent geen run {1}: herstel een run van dit grootboek',
  '--mends takes window and as-of date from that run: leave --from, --until, --last and --as-of out':
    '--mends neemt venster en peildatum van die run: laat --from, --until, --last en --as-of weg',
  'the ledger knows no review item {}: review list shows those that there are':
    'het grootboek kent geen beoordeling {1}: review list toont welke er zijn',
  'review item {} {}': 'beoordeling {1} {2}',
  'asks nothing any more: later decisions settled it':
    'vraagt niets meer: latere beslissingen hebben die afgedaan',
  'was answered as {} by {} on {}; it opens again where its case changes':
    'is beantwoord als {1} door {2} op {3}; die gaat weer open als de zaak verandert',
  'there is no folder for {}: make it first': 'er is geen map voor {1}: maak die eerst',
  '{} lies in a run folder: choose another place': '{1} ligt in een runmap: kies een andere plek',
  '{} lies between run folders: choose another place':
    '{1} ligt tussen runmappen: kies een andere plek',
  '--metrics would replace {}, which holds no metrics: name a file of its own':
    '--metrics zou {1} vervangen, dat geen meetwaarden bevat: noem een eigen bestand',
  '{} is there already: choose another name': '{1} is er al: kies een andere naam',
  '{} is given twice: name every input once': '{1} is twee keer gegeven: noem elke invoer één keer',
  '{}: unknown key {}': '{1}: onbekende sleutel {2}',
  'cannot read the configuration {}': 'de configuratie {1} kan niet worden gelezen',
  '{} must hold one JSON object': '{1} moet één JSON-object bevatten',
  '{} is not valid JSON': '{1} is geen geldige JSON',
  '{} is not valid JSON: {}': '{1} is geen geldige JSON: {2}',
  '{}: delivery.source is missing: the URN of the sending system, as in urn:nld:oin:<20 digits>:systeem:<name>':
    '{1}: delivery.source ontbreekt: de URN van het sturende systeem, zoals urn:nld:oin:<20 cijfers>:systeem:<naam>',
  '{} is no URL': '{1} is geen URL',
  '{} must begin with https:': '{1} moet met https: beginnen',
  '{} must hold no user name or password': '{1} mag geen gebruikersnaam of wachtwoord bevatten',
  '{}: the environment has no {}': '{1}: de omgeving heeft geen {2}',
  '{}: others can read {}; take their rights away with chmod 600':
    '{1}: anderen kunnen {2} lezen; neem hun rechten weg met chmod 600',
  '{}: {} is empty': '{1}: {2} is leeg',
  'no rule file is for a sector of this name':
    'er is geen regelbestand voor een sector met deze naam',
  '{} holds no certificate in PEM': '{1} bevat geen certificaat in PEM',
  '{} is not the key of that certificate, in PEM and without a password':
    '{1} is niet de sleutel van dat certificaat, in PEM en zonder wachtwoord',
  '{} must be one word of ASCII': '{1} moet één woord in ASCII zijn',
  '{}: cannot read {}': '{1}: {2} kan niet worden gelezen',
  'cannot read {}': '{1} kan niet worden gelezen',
  '{}, line {}: expected an event id (<notice id>.<version>) or a CloudEvent in JSON':
    '{1}, regel {2}: hier hoort een gebeurtenis-id (<bericht-id>.<versie>) of een CloudEvent in JSON',
  'NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off: unset it to deliver':
    'NODE_TLS_REJECT_UNAUTHORIZED=0 zet de controle van certificaten uit: haal het weg om af te leveren',
  '{}: clientCertificate and clientKey go together':
    '{1}: clientCertificate en clientKey horen bij elkaar',
  'the key file does not hold {}: make one with keygen':
    'het sleutelbestand bevat geen {1}: maak er een met keygen',
  'an input profile names {}: leave its encoding out, the byte order mark tells it':
    'een invoerprofiel noemt {1}: laat de codering weg, de byte order mark zegt het al',
  '{} is wrong: expected {}.': '{1} klopt niet: verwacht was {2}.',
  '{} {}: mend the rule file': '{1} {2}: herstel het regelbestand',
  '{} holds no {}': '{1} bevat geen {2}',
  '{}: another file has rules for {}': '{1}: een ander bestand heeft regels voor {2}',
  "{} holds no sector's rule file": '{1} bevat geen regelbestand van een sector',
  'cannot read the rules folder {}': 'de map met regels {1} kan niet worden gelezen',
  'cannot read the rule file {}': 'het regelbestand {1} kan niet worden gelezen',
};
