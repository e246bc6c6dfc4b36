// `Vries|de`: family name and prefix.
export const FAMILY_NAMES = `
Jong|de Jansen Vries|de Berg|van|den Bakker Dijk|van Visser Janssen Smit Meijer Boer|de Mulder Groot|de
Bos Vos Peters Hendriks Leeuwen|van Dekker Brouwer Wit|de Dijkstra Smits Graaf|de Meer|van|der Linden|van|der
Kok Jacobs Haan|de Vermeulen Heuvel|van|den Veen|van|der Broek|van|den Schouten Willems Heijden|van|der
Beek|van Vliet|van Bruijn|de Hoekstra Maas Verhoeven Koster Dam|van Wal|van|der Prins Blom Huisman Peeters
Jonge|de Kuipers Veenstra Beer|de Kuiper Post Kramer Brink|van|den Veldhuizen Scholten Wijk|van Postma
Martens Vink Bosch|van|den Timmermans Ven|van|de Groen Jager|de Bergh|van|den Gerritsen Doorn|van Loon|van
Bijl|van|der Willemsen Boogaard|van|den Schipper Evers Hermans Hoek|van|den Molenaar Koning|de Lange|de
Verbeek Vliet|van|der Rooij|van Kloosterman Wolters Sanders Mol Driessen Gerrits Boon Verhoef Molen|van|der
Bosman Maat Franken Ruiter|de Zwart|de Rietveld Ploeg|van|der Kooij|van|der Zanden|van|der Hout|van|den
Roos Bouwman Zijlstra Sluis|van|der Velden|van|der Lubbers Kroon Schaap Nijland Terpstra Wouters Hofman
Steen|van|der Pol|van|de Bruin|de Jonker Buijs Gelder|van Hooft|'t Hart|'t Hoen|'t Hof|van|'t Veer|van|'t
Wout|van|'t Klooster|van|'t Horst|ter Braak|ter Laak|ter Brake|te Velde|te Winkel|te Water|te Brinke|ten
Have|ten Cate|ten Dam|ten Eijnde|van|den Aa|van|der Aalst|van Aken|van Andel|van Arkel|van Asselt|van
Bakel|van Beuningen|van Boxtel|van Kampen|van Kessel|van Lier|van Ommen|van Oosten|van Schaik|van
Staveren|van Tilburg|van Velzen|van Vugt|van Zanten|van Zuylen|van Yılmaz Kaya Demir Şahin Çelik Yıldız
Öztürk Aydın Arslan Doğan Bouzid Haddou Amrani|el Khattabi|el Idrissi|el Bakkali|el Yaacoubi|el Hamdaoui|el
Benali Ouali Azzouzi|el Mansouri Singh Ramdin Bhagwandas Mohan Ramlal Kartosen Pinas Wijngaarde Müller
Jäger Schröder Böhm Kowalski Nowak Wiśniewski Wójcik Zieliński Kamiński Ionescu Popescu Horváth Szabó
Nováková Dvořák Fernández García Rodríguez Gonçalves Silva|da Santos|dos Rossi D’Hondt O’Brien Nguyễn Trần
Chen Wong Ali Hassan Mohamed Warsame Tekle Haile Ouwehand Zeegers IJzerman Quist Xhofleer Uittenbogaard
Jansen-Bakker Vries-Smit|de Berg-Visser|van|den Kok-Peters
`
  .trim()
  .split(/\s+/)
  .map((entry) => {
    const [name, ...prefix] = entry.split('|');
    return { name, prefix: prefix.join(' ') };
  });

export const GIVEN_NAMES = `
Jan Johannes Cornelis Hendrik Pieter Willem Maria Johanna Anna Elisabeth Cornelia Wilhelmina Daan Sem Lucas
Levi Finn Noah Bram Luuk Mees Jesse Thijs Thomas Lars Ruben Tim Sven Julian Stijn Milan Max Gijs Teun Niels
Jasper Wouter Bas Joost Jeroen Maarten Martijn Mark Erik Marco Peter Rob Kees Henk Gerrit Dirk Arie Bert
Frank Hans Theo Wim Ad Ger Sjaak Ko Emma Julia Mila Sophie Zoë Sara Anouk Eva Lotte Noa Fleur Isa Lieke Tess
Roos Sanne Femke Iris Maud Nina Lisa Amber Esmée Fenna Merel Marieke Marloes Linda Monique Ingrid Petra
Yvonne Astrid Karin Ellen Marjan Ria Truus Ans Corrie Wil Joke Mohammed Ahmed Youssef Bilal Ayoub Hamza
Omar Ibrahim Mustafa Mehmet Emre Can Okan Fatima Aïcha Naima Samira Büşra Zeynep Elif Ayşe Emine Rachid
Driss Naoual Soraya Ravi Sunil Indra Shanti Giovanni Renáta Zsófia Łukasz Paweł Agnieszka Małgorzata José
Inês João Chloé René André Désirée Björn Jürgen Søren Mei Wei Linh Abdi Selam Amanuel Hodan Jan-Willem
Anne-Marie Marie-José Hans-Peter Iñaki
`
  .trim()
  .split(/\s+/);
