import HTTPTypes

extension HTTPFields {
    /// The value of the first field of this name.
    ///
    /// The package's own subscript joins the values of all fields of a name, letter by letter, even where there is one;
    /// saves pay for that.
    func first(_ name: HTTPField.Name) -> String? {
        for field in self where field.name == name { return field.value }
        return nil
    }
}
