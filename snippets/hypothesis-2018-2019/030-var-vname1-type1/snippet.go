var (
    vname1 v_type1
    vname2 v_type2
