extension Int {
    /// Grams as kilograms with one decimal, never rounded under a limit that they exceed: `15,1 kg`.
    public var kilogrammes: String {
        let dixiemes = (self + 99) / 100
        return dixiemes.isMultiple(of: 10) ? "\(dixiemes / 10)\u{A0}kg" : "\(dixiemes / 10),\(dixiemes % 10)\u{A0}kg"
    }
}
