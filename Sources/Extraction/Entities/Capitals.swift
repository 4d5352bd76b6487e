import GraphModel

/// Of which country a city that news comes from is, where only one is meant by its name: capitals and the largest others.
enum Capitals {
  /// By a country's usual name, its cities; an underscore for a space.
  private static let cities = """
    Afghanistan: Kabul Kandahar
    Albania: Tirana
    Algeria: Algiers
    Angola: Luanda
    Argentina: Buenos_Aires
    Armenia: Yerevan
    Australia: Canberra Sydney
    Austria: Vienna
    Azerbaijan: Baku
    Bahrain: Manama
    Bangladesh: Dhaka Dacca
    Belarus: Minsk
    Belgium: Brussels Antwerp
    Bolivia: La_Paz
    Bosnia and Herzegovina: Sarajevo
    Brazil: Brasilia Rio_de_Janeiro Sao_Paulo
    Bulgaria: Sofia
    Burkina Faso: Ouagadougou
    Burundi: Bujumbura
    Cambodia: Phnom_Penh
    Cameroon: Yaounde
    Canada: Ottawa Toronto Montreal
    Chad: Ndjamena
    Chile: Santiago
    China: Beijing Peking Shanghai
    Colombia: Bogota Medellin Cali
    Croatia: Zagreb
    Cuba: Havana
    Cyprus: Nicosia
    Czech Republic: Prague
    Denmark: Copenhagen
    Ecuador: Quito Guayaquil
    Egypt: Cairo
    El Salvador: San_Salvador
    Eritrea: Asmara
    Estonia: Tallinn
    Ethiopia: Addis_Ababa
    Finland: Helsinki
    France: Paris Lyon Marseille
    Georgia: Tbilisi
    Germany: Berlin Bonn Hamburg Munich
    Ghana: Accra
    Greece: Athens
    Guatemala: Guatemala_City
    Guinea: Conakry
    Haiti: Port-au-Prince
    Honduras: Tegucigalpa
    Hungary: Budapest
    Iceland: Reykjavik
    India: New_Delhi Delhi Mumbai Bombay Calcutta Kolkata
    Indonesia: Jakarta
    Iran: Tehran Isfahan
    Iraq: Baghdad Basra Mosul
    Ireland: Dublin
    Israel: Tel_Aviv Haifa
    Italy: Rome Milan Turin Naples
    Ivory Coast: Abidjan
    Jamaica: Kingston
    Japan: Tokyo Osaka
    Jordan: Amman
    Kazakhstan: Astana Almaty
    Kenya: Nairobi Mombasa
    Kosovo: Pristina
    Kyrgyzstan: Bishkek
    Laos: Vientiane
    Latvia: Riga
    Lebanon: Beirut
    Liberia: Monrovia
    Libya: Tripoli Benghazi
    Lithuania: Vilnius
    Madagascar: Antananarivo
    Malawi: Lilongwe
    Malaysia: Kuala_Lumpur
    Mali: Bamako
    Mauritania: Nouakchott
    Mexico: Mexico_City
    Moldova: Chisinau
    Mongolia: Ulan_Bator
    Morocco: Rabat Casablanca
    Mozambique: Maputo
    Myanmar: Yangon Rangoon Naypyidaw
    Nepal: Katmandu Kathmandu
    Netherlands: Amsterdam The_Hague
    Nicaragua: Managua
    Niger: Niamey
    Nigeria: Lagos Abuja
    North Korea: Pyongyang
    Norway: Oslo
    Pakistan: Islamabad Karachi Lahore
    Palestine: Gaza Ramallah
    Panama: Panama_City
    Paraguay: Asuncion
    Peru: Lima
    Philippines: Manila
    Poland: Warsaw Krakow Gdansk
    Portugal: Lisbon
    Qatar: Doha
    Romania: Bucharest
    Russia: Moscow St._Petersburg Leningrad
    Rwanda: Kigali
    Saudi Arabia: Riyadh Jidda
    Senegal: Dakar
    Serbia: Belgrade
    Sierra Leone: Freetown
    Slovakia: Bratislava
    Slovenia: Ljubljana
    Somalia: Mogadishu
    South Africa: Pretoria Johannesburg Cape_Town
    South Korea: Seoul
    South Sudan: Juba
    Spain: Madrid Barcelona
    Sri Lanka: Colombo
    Sudan: Khartoum
    Sweden: Stockholm
    Switzerland: Bern Geneva Zurich
    Syria: Damascus Aleppo
    Taiwan: Taipei
    Tajikistan: Dushanbe
    Tanzania: Dar_es_Salaam
    Thailand: Bangkok
    Tunisia: Tunis
    Turkey: Ankara Istanbul
    Turkmenistan: Ashgabat
    Uganda: Kampala
    Ukraine: Kiev Kyiv
    United Kingdom: London
    United States: Washington New_York Chicago Los_Angeles
    Uruguay: Montevideo
    Uzbekistan: Tashkent
    Venezuela: Caracas
    Vietnam: Hanoi Saigon
    Yemen: Sanaa Aden
    Zambia: Lusaka
    Zimbabwe: Harare
    """

  private static let countries: [String: String] = {
    var countries: [String: String] = [:]
    for line in cities.split(separator: "\n") {
      let sides = line.split(separator: ":")
      for city in sides[1].split(separator: " ") {
        countries[NameKey.fold(city.split(separator: "_").joined(separator: " "))] = String(
          sides[0])
      }
    }
    return countries
  }()

  /// The country of a city, whose name is folded by `NameKey`.
  static func country(of city: String) -> String? { countries[city] }
}
