extension AttributeRules {
  /// Graphviz's attributes: whose they are and what they may hold.
  static let known: [String: [(owners: Owner, rule: Rule)]] = {
    let all: Owner = [.graph, .cluster, .node, .edge]
    let boxes: Owner = [.graph, .cluster, .node]
    let ends: Owner = [.node, .edge]
    let files = "is not used: Graphviz would open a file that it names"
    let markup = "is not used: it could put markup into the picture"
    let text = "is always UTF-8"
    let positions = "is made by the layout"
    let groups: [(Owner, Rule, String)] = [
      (all, .label, "label"),
      (ends, .label, "xlabel"),
      (.edge, .label, "headlabel taillabel"),
      (all, .tooltip, "tooltip"),
      (.edge, .tooltip, "edgetooltip headtooltip labeltooltip tailtooltip"),
      (all, .identifier, "id"),
      (all, .text, "class comment target"),
      (.edge, .text, "edgetarget headtarget labeltarget tailtarget"),
      (.edge, .text, "headport tailport lhead ltail samehead sametail"),
      (.node, .text, "group"),
      (.graph, .text, "root"),
      (
        .node, .unused("is not used: Graphviz crashes if drawings are to start from several nodes"),
        "root"
      ),
      (all, .address, "URL href"),
      (.edge, .address, "edgeURL edgehref headURL headhref labelURL labelhref tailURL tailhref"),
      (all, .font, "fontname"),
      (.edge, .font, "labelfontname"),
      (all, .color, "color fontcolor"),
      (boxes, .color, "fillcolor bgcolor pencolor"),
      (.edge, .color, "fillcolor labelfontcolor"),
      (all, .words, "colorscheme style"),
      (boxes, .words, "labeljust labelloc ordering"),
      (.edge, .words, "arrowhead arrowtail dir"),
      (all, .words, "layer"),
      (.edge, .words, "constraint decorate headclip labelfloat tailclip"),
      (.node, .words, "fixedsize pin regular shape"),
      ([.graph, .cluster], .words, "rank rankdir"),
      (
        .graph, .words,
        """
        center clusterrank compound concentrate diredgeconstraints fontnames forcelabels \
        landscape layerlistsep layers layerselect layersep mode model mosek newrank normalize \
        notranslate oneblock outputorder overlap overlap_shrink packmode pagedir quadtree \
        remincross smoothing splines start truecolor beautify linelength
        """
      ),
      (boxes, .words, "nojustify"),
      (.edge, .words, "nojustify"),
      (all, .number(1...1000), "fontsize"),
      (.edge, .number(1...1000), "labelfontsize"),
      (all, .number(0...100), "penwidth"),
      ([.cluster, .node], .number(0...10), "peripheries"),
      (boxes, .number(0...360), "gradientangle"),
      (.node, .number(0...100), "height width area z"),
      (.node, .number(-360...360), "orientation"),
      (.node, .number(-100...100), "distortion skew"),
      (.node, .number(0...100), "sides"),
      (.node, .number(3...1000), "samplepoints"),
      ([.graph, .node], .number(0...2), "showboxes"),
      (.edge, .number(0...1000), "weight"),
      (.edge, .number(0...100), "minlen arrowsize labeldistance"),
      (.edge, .number(-360...360), "labelangle"),
      (.edge, .number(0...1000), "len"),
      ([.graph, .cluster], .number(0...1000), "K"),
      ([.graph, .cluster, .node], .number(0...1_000_000), "sortv"),
      (.graph, .number(0...1), "Damping"),
      (.graph, .number(0...1000), "defaultdist mindist repulsiveforce voro_margin quantum"),
      (.graph, .number(2...10), "dim dimen"),
      (.graph, .number(1...2400), "dpi resolution"),
      (.graph, .number(0...100_000), "epsilon maxiter"),
      (.graph, .number(0...100), "levels levelsgap mclimit nodesep inputscale"),
      (.graph, .number(0...1_000_000), "nslimit nslimit1"),
      (.graph, .number(-1000...1000), "overlap_scaling"),
      (.graph, .number(-360...360), "rotate rotation"),
      (.graph, .number(0...10_000), "searchsize"),
      (.graph, .number(0...3), "label_scheme"),
      (.graph, .words, "xdotversion"),
      (.graph, .numbers(0...1000), "pack ranksep"),
      (.graph, .numbers(0...20), "pad"),
      (boxes, .numbers(0...100), "margin"),
      (.graph, .numbers(1...200), "page"),
      (.graph, .numbers(0...1000), "size"),
      (.graph, .numbers(0.001...1000), "scale ratio"),
      (.graph, .numbers(-1000...1000), "esep sep"),
      (.graph, .numbers(-8000...8000), "viewport"),
      (.node, .numbers(-1e6...1e6), "pos"),
      (.edge, .numbers(-1e6...1e6), "pos lp"),
      (.cluster, .numbers(-1e6...1e6), "bb lp"),
      (.graph, .unused("is chosen by -K"), "layout"),
      (.graph, .unused(text), "charset"),
      (all, .unused(files), "image imagepath imagepos imagescale shapefile fontpath"),
      (all, .unused(markup), "stylesheet _background"),
      (
        [.graph, .node], .unused(positions), "bb lp"
      ),
      (
        all, .unused(positions),
        """
        xlp head_lp tail_lp lheight lwidth rects vertices _draw_ _ldraw_ _hdraw_ _tdraw_ \
        _hldraw_ _tldraw_
        """
      ),
    ]
    var table: [String: [(owners: Owner, rule: Rule)]] = [:]
    for (owners, rule, names) in groups {
      // Osage and others read what is said of a graph from its clusters too.
      let owners = owners.contains(.graph) ? owners.union(.cluster) : owners
      for name in names.split(separator: " ") {
        table[String(name), default: []].append((owners, rule))
      }
    }
    return table
  }()
}
