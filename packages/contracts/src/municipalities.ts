/** `62063 Liège; …`: the municipalities of Wallonia and Brussels, then some that are near or large, as Statbel numbers them. */
const listed = `
  21001 Anderlecht; 21002 Auderghem; 21003 Berchem-Sainte-Agathe; 21004 Bruxelles; 21005 Etterbeek; 21006 Evere;
  21007 Forest; 21008 Ganshoren; 21009 Ixelles; 21010 Jette; 21011 Koekelberg; 21012 Molenbeek-Saint-Jean;
  21013 Saint-Gilles; 21014 Saint-Josse-ten-Noode; 21015 Schaerbeek; 21016 Uccle; 21017 Watermael-Boitsfort;
  21018 Woluwe-Saint-Lambert; 21019 Woluwe-Saint-Pierre;
  25005 Beauvechain; 25014 Braine-l’Alleud; 25015 Braine-le-Château; 25117 Chastre; 25018 Chaumont-Gistoux;
  25023 Court-Saint-Étienne; 25031 Genappe; 25037 Grez-Doiceau; 25118 Hélécine; 25043 Incourt; 25044 Ittre; 25048 Jodoigne;
  25050 La Hulpe; 25119 Lasne; 25068 Mont-Saint-Guibert; 25072 Nivelles; 25120 Orp-Jauche;
  25121 Ottignies-Louvain-la-Neuve; 25084 Perwez; 25122 Ramillies; 25123 Rebecq; 25091 Rixensart; 25105 Tubize;
  25107 Villers-la-Ville; 25124 Walhain; 25110 Waterloo; 25112 Wavre;
  51004 Ath; 51008 Belœil; 51009 Bernissart; 51012 Brugelette; 51014 Chièvres; 51017 Ellezelles; 51067 Enghien;
  51019 Flobecq; 51065 Frasnes-lez-Anvaing; 51069 Lessines; 51068 Silly;
  52074 Aiseau-Presles; 52010 Chapelle-lez-Herlaimont; 52011 Charleroi; 52012 Châtelet; 52015 Courcelles; 52018 Farciennes;
  52021 Fleurus; 52022 Fontaine-l’Évêque; 52025 Gerpinnes; 52075 Les Bons Villers; 52048 Montigny-le-Tilleul;
  52055 Pont-à-Celles;
  53014 Boussu; 53082 Colfontaine; 53020 Dour; 53028 Frameries; 53039 Hensies; 53083 Honnelles; 53044 Jurbise; 53046 Lens;
  53053 Mons; 53065 Quaregnon; 53084 Quévy; 53068 Quiévrain; 53070 Saint-Ghislain;
  55004 Braine-le-Comte; 55050 Écaussinnes; 55035 Le Rœulx; 55086 Manage; 55085 Seneffe; 55040 Soignies;
  56001 Anderlues; 56005 Beaumont; 56016 Chimay; 56022 Erquelinnes; 56029 Froidchapelle; 56086 Ham-sur-Heure-Nalinnes;
  56044 Lobbes; 56049 Merbes-le-Château; 56051 Momignies; 56088 Sivry-Rance; 56078 Thuin;
  57003 Antoing; 57093 Brunehaut; 57018 Celles; 57097 Comines-Warneton; 57027 Estaimpuis; 57094 Leuze-en-Hainaut;
  57095 Mont-de-l’Enclus; 57096 Mouscron; 57062 Pecq; 57064 Péruwelz; 57072 Rumes; 57081 Tournai;
  58001 La Louvière; 58002 Binche; 58003 Estinnes; 58004 Morlanwelz;
  61003 Amay; 61079 Anthisnes; 61010 Burdinne; 61012 Clavier; 61080 Engis; 61019 Ferrières; 61024 Hamoir; 61028 Héron;
  61031 Huy; 61039 Marchin; 61041 Modave; 61043 Nandrin; 61048 Ouffet; 61081 Tinlot; 61063 Verlaine;
  61068 Villers-le-Bouillet; 61072 Wanze;
  62003 Ans; 62006 Awans; 62009 Aywaille; 62011 Bassenge; 62015 Beyne-Heusay; 62119 Blegny; 62022 Chaudfontaine;
  62026 Comblain-au-Pont; 62027 Dalhem; 62032 Esneux; 62120 Flémalle; 62038 Fléron; 62118 Grâce-Hollogne; 62051 Herstal;
  62060 Juprelle; 62063 Liège; 62121 Neupré; 62079 Oupeye; 62093 Saint-Nicolas; 62096 Seraing; 62099 Soumagne;
  62100 Sprimont; 62122 Trooz; 62108 Visé;
  63001 Amblève; 63003 Aubel; 63004 Baelen; 63012 Bullange; 63087 Burg-Reuland; 63013 Butgenbach; 63020 Dison; 63023 Eupen;
  63035 Herve; 63038 Jalhay; 63040 La Calamine; 63045 Lierneux; 63046 Limbourg; 63048 Lontzen; 63049 Malmedy; 63057 Olne;
  63058 Pepinster; 63088 Plombières; 63061 Raeren; 63067 Saint-Vith; 63072 Spa; 63073 Stavelot; 63075 Stoumont;
  63076 Theux; 63089 Thimister-Clermont; 63086 Trois-Ponts; 63079 Verviers; 63080 Waimes; 63084 Welkenraedt;
  64008 Berloz; 64015 Braives; 64021 Crisnée; 64023 Donceel; 64076 Faimes; 64025 Fexhe-le-Haut-Clocher; 64029 Geer;
  64034 Hannut; 64047 Lincent; 64056 Oreye; 64063 Remicourt; 64065 Saint-Georges-sur-Meuse; 64074 Waremme; 64075 Wasseiges;
  81001 Arlon; 81003 Attert; 81004 Aubange; 81013 Martelange; 81015 Messancy;
  82039 Bastogne; 82009 Fauvillers; 82037 Gouvy; 82014 Houffalize; 82038 Sainte-Ode; 82036 Vaux-sur-Sûre; 82032 Vielsalm;
  83012 Durbuy; 83013 Érezée; 83028 Hotton; 83031 La Roche-en-Ardenne; 83055 Manhay; 83034 Marche-en-Famenne;
  83040 Nassogne; 83044 Rendeux; 83049 Tenneville;
  84009 Bertrix; 84010 Bouillon; 84016 Daverdisse; 84029 Herbeumont; 84033 Léglise; 84035 Libin; 84077 Libramont-Chevigny;
  84043 Neufchâteau; 84050 Paliseul; 84059 Saint-Hubert; 84068 Tellin; 84075 Wellin;
  85007 Chiny; 85009 Étalle; 85011 Florenville; 85046 Habay; 85024 Meix-devant-Virton; 85026 Musson; 85047 Rouvroy;
  85034 Saint-Léger; 85039 Tintigny; 85045 Virton;
  91005 Anhée; 91013 Beauraing; 91015 Bièvre; 91030 Ciney; 91034 Dinant; 91054 Gedinne; 91059 Hamois; 91142 Hastière;
  91064 Havelange; 91072 Houyet; 91103 Onhaye; 91114 Rochefort; 91120 Somme-Leuze; 91143 Vresse-sur-Semois; 91141 Yvoir;
  92003 Andenne; 92006 Assesse; 92035 Éghezée; 92138 Fernelmont; 92045 Floreffe; 92048 Fosses-la-Ville; 92142 Gembloux;
  92054 Gesves; 92140 Jemeppe-sur-Sambre; 92141 La Bruyère; 92087 Mettet; 92094 Namur; 92097 Ohey; 92101 Profondeville;
  92137 Sambreville; 92114 Sombreffe;
  93010 Cerfontaine; 93014 Couvin; 93018 Doische; 93022 Florennes; 93056 Philippeville; 93090 Viroinval; 93088 Walcourt;
  11002 Anvers; 24062 Louvain; 24107 Tirlemont; 31005 Bruges; 44021 Gand; 71016 Genk; 71022 Hasselt; 71053 Saint-Trond;
  73042 Lanaken; 73066 Riemst; 73107 Maasmechelen; 73109 Fourons;
`

let names: ReadonlyMap<string, string> | undefined

/**
 * Municipalities by their NIS code of five digits (REFNIS of Statbel, with the mergers of 2019 and that of Bastogne in 2025), in
 * French. Whoever lives elsewhere has a code as well: it is written as it is.
 */
export function municipalities(): ReadonlyMap<string, string> {
  names ??= new Map(
    listed
      .trim()
      .split(/;\s*/)
      .filter((one) => one !== '')
      .map((one) => [one.slice(0, 5), one.slice(6)] as const),
  )
  return names
}

/** `62063` -> `Liège`; the code itself when it is not listed. */
export const municipalityName = (nis: string): string => municipalities().get(nis) ?? nis
