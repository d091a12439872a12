/// The allow-list for markup that is kept as it was written because our content has no place for it.
///
/// What is not named here does not stay: of an element the content does, of an attribute nothing. What could act or
/// fetch is taken out after that once more, by ``ContentRules``, so that a word too many here harms nobody.
///
/// Source: rule I5 of the threat model; the names are those of the HTML standard (2025) with what it calls obsolete,
/// MathML 3.0 (chapters 2 to 5), SVG 1.1 with the harmless part of SVG 2, and SSML 1.1.
enum KeptMarkup {
    /// Whether an element of this name, in lower case, may stay in kept markup.
    static func allows(element name: String, in namespace: String) -> Bool {
        switch namespace {
        // HTML alone knows no namespaces: formulae and drawings inside it have none either.
        case "", html: markup.contains(name) || formulae.contains(name) || drawings.contains(name)
        case mathML: formulae.contains(name)
        case svg: drawings.contains(name)
        case speech: spoken.contains(name)
        default: false
        }
    }

    /// Whether an attribute may stay on an element that may.
    static func allows(_ attribute: MarkupAttribute) -> Bool {
        let name = attribute.name.lowercased()
        switch attribute.namespace {
        case "": break
        case MarkupAttribute.xmlNamespace: return ["lang", "space", "id"].contains(name)
        case xlink: return ["href", "title", "type", "show"].contains(name)
        case speech: return ["alias", "ph", "alphabet", "interpret-as", "format", "level", "rate"].contains(name)
        case schemas: return true
        default: return false
        }
        return attributes.contains(name) || name.hasPrefix("aria-") || name.hasPrefix("data-")
    }

    static let html = "http://www.w3.org/1999/xhtml"
    static let mathML = "http://www.w3.org/1998/Math/MathML"
    static let svg = "http://www.w3.org/2000/svg"
    private static let speech = "http://www.w3.org/2001/10/synthesis"
    private static let xlink = "http://www.w3.org/1999/xlink"
    private static let schemas = "http://www.w3.org/2001/XMLSchema-instance"

    private static let markup: Set<String> = words(
        """
        a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd \
        del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd \
        label legend li main map area mark menu nav nobr object ol p param picture pre q rb rp rt rtc ruby s samp search \
        section small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var \
        wbr audio video fieldset noframes body html
        """
    )

    private static let formulae: Set<String> = words(
        """
        math maction maligngroup malignmark menclose merror mfenced mfrac mglyph mi mlabeledtr mlongdiv mmultiscripts mn \
        mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace msqrt msrow mstack \
        mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics annotation annotation-xml \
        apply bind bvar ci cn csymbol condition cerror cbytes cs share declare degree domainofapplication fn interval \
        inverse lambda logbase lowlimit matrix matrixrow momentabout otherwise piece piecewise reln sep set list \
        uplimit vector abs and approx arccos arccosh arccot arccoth arccsc arccsch arcsec arcsech arcsin arcsinh arctan \
        arctanh arg card cartesianproduct ceiling codomain complexes compose conjugate cos cosh cot coth csc csch curl \
        determinant diff divergence divide domain emptyset eq equivalent eulergamma exists exp exponentiale factorial \
        factorof false floor forall gcd geq grad gt ident image imaginary imaginaryi implies in infinity int integers \
        intersect laplacian lcm leq limit ln log lt max mean median min minus mode moment naturalnumbers neq not \
        notanumber notin notprsubset notsubset or outerproduct partialdiff pi plus power primes product prsubset quotient \
        rationals real reals rem root scalarproduct sdev sec sech selector setdiff sin sinh subset sum tan tanh tendsto \
        times transpose true union variance vectorproduct xor
        """
    )

    private static let drawings: Set<String> = words(
        """
        svg a circle clippath defs desc ellipse feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix \
        fediffuselighting fedisplacementmap fedistantlight feflood fefunca fefuncb fefuncg fefuncr fegaussianblur femerge \
        femergenode femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter g image \
        line lineargradient marker mask metadata path pattern polygon polyline radialgradient rect stop switch symbol text \
        textpath title tref tspan use view
        """
    )

    private static let spoken: Set<String> = words(
        "speak p s sub break emphasis phoneme prosody say-as voice w token mark desc"
    )

    private static let attributes: Set<String> = words(
        """
        abbr accent accentunder accesskey actiontype align alignmentscope alt altimg altimg-height altimg-valign \
        altimg-width alttext arg axis background baseline-shift bevelled \
        bgcolor border calcmode cd cdgroup cellpadding cellspacing char charalign charoff charset charspacing cite class \
        classid clear clip clip-path clip-rule clippathunits close closure codetype color cols colspan columnalign \
        columnlines columnspacing columnspan columnwidth compact content controls coords crossout cx cy d data datetime \
        decimalpoint declare default definitionurl denomalign depth dir direction display displaystyle dominant-baseline \
        dx dy edge edgemode elevation encoding equalcolumns equalrows face fence fill fill-opacity fill-rule filter \
        filterunits flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style \
        font-variant font-weight fontfamily fontsize fontstyle fontweight form frame framespacing fx fy gradienttransform \
        gradientunits groupalign headers height hidden high href hreflang hspace id image-rendering in in2 indentalign \
        indentshift infixlinebreakstyle intent intercept ismap k1 k2 k3 k4 kernelmatrix kernelunitlength kind label lang \
        largeop lengthadjust letter-spacing lighting-color linebreak lineleading linethickness location loop low lquote \
        lspace macros marker-end marker-mid marker-start markerheight markerunits markerwidth mask maskcontentunits \
        maskunits mathbackground mathcolor mathsize mathvariant max maxsize maxwidth media mediummathspace method min \
        minlabelspacing minsize mode movablelimits muted name nargs nohref noshade notation nowrap numalign numoctaves \
        object occurrence offset opacity open operator optimum order orient other overflow paint-order pathlength \
        patterncontentunits patterntransform patternunits points position poster preload preserveaspectratio r radius \
        refx refy rel result rev reversed role rotate rowalign rowlines rows rowspacing rowspan rquote rspace rule rules \
        rx ry scale scope scriptlevel scriptminsize scriptsizemultiplier seed selection separator separators \
        shape shape-rendering shift side size sizes slope spacing span src srclang srcset standby start startoffset \
        stddeviation stop-color stop-opacity stretchy stroke stroke-dasharray stroke-dashoffset stroke-linecap \
        stroke-linejoin stroke-miterlimit stroke-opacity stroke-width subscriptshift summary superscriptshift \
        surfacescale symmetric systemlanguage tabindex tablevalues targetx targety text-anchor text-decoration \
        text-rendering textlength title transform translate type unicode-bidi units usemap valign value values \
        vector-effect version viewbox visibility voffset vspace width word-spacing writing-mode x x1 x2 xref y y1 y2 z
        """
    )

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
