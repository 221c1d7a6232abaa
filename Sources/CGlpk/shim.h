#include <glpk.h>
#include <setjmp.h>

// GLPK ends the process when it meets one of its own faults. Here it comes back: the caller then gives its environment back to the system.
static inline void trousse_glp_retour(void *saut) { longjmp(*(jmp_buf *)saut, 1); }

// Solves, or says -1 when GLPK met a fault of its own; the problem must then be left as it is, and the environment freed.
static inline int trousse_glp_intopt(glp_prob *probleme, const glp_iocp *reglage) {
    jmp_buf saut;
    if (setjmp(saut) != 0) return -1;
    glp_error_hook(trousse_glp_retour, &saut);
    int code = glp_intopt(probleme, reglage);
    glp_error_hook(NULL, NULL);
    return code;
}

// The same for the linear relaxation.
static inline int trousse_glp_simplex(glp_prob *probleme, const glp_smcp *reglage) {
    jmp_buf saut;
    if (setjmp(saut) != 0) return -1;
    glp_error_hook(trousse_glp_retour, &saut);
    int code = glp_simplex(probleme, reglage);
    glp_error_hook(NULL, NULL);
    return code;
}
