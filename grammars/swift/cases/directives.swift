// Conditional compilation stays as long as what is around it.
func mode() {
    #if DEBUG
    let name = "debug" //: debug
    #else
    let name = "release" //: release
    #endif
    print(name) //: <- debug+release | debug
}
